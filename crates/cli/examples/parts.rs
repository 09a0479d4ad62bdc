//! Writes the page's own files, as they ship, to a folder: what the npm package has beside the command.
//! `cargo run --release -p findling-cli --example parts -- OUT`
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::args_os().nth(1).ok_or("name the folder to write to: parts OUT")?);
    for (name, content) in findling_cli::Site::around(Vec::new()).files {
        // The module is a corpus' own, and the search page is written around it.
        if matches!(name.as_str(), "findling.wasm" | "index.html" | "page.js") {
            continue;
        }
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, content)?;
    }
    Ok(())
}
