//! Writes each target's seeds and words for libFuzzer: `seeds FOLDER`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or_else(|| io::Error::other("seeds FOLDER"))?);
    for target in findling_fuzz::TARGETS {
        let folder = folder.join(target.name);
        fs::create_dir_all(folder.join("seeds"))?;
        for (number, seed) in target.seeds().iter().enumerate() {
            fs::write(folder.join("seeds").join(number.to_string()), seed)?;
        }
        let mut words = String::new();
        for word in target.words {
            let bytes = word.bytes().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "\\x{byte:02x}");
                out
            });
            let _ = writeln!(words, "\"{bytes}\"");
        }
        fs::write(folder.join("words.dict"), words)?;
    }
    Ok(())
}
