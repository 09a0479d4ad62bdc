//! Writes the files of the page as they ship into a folder: `findling-scripts WWW GLUE OUT`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [www, glue, out] = arguments.as_slice() else {
        return Err("usage: findling-scripts WWW GLUE OUT".into());
    };
    for (name, text) in findling_scripts::assemble(www, &fs::read_to_string(glue)?)? {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        fs::write(path, text)?;
    }
    Ok(())
}
