//! Makes the packages in the target folder and tries them. Nothing is published, and nothing made here is committed.
mod crates;
mod files;
mod npm;

use std::fs;

use crate::run::{cargo, finish, step, target};

/// Makes the packages `npm`, `crates`, or both, then installs and uses each in an empty folder.
pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let known = ["npm", "crates"];
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("unknown package {name}\nhint: the packages are npm and crates"));
    }
    let out = target()?.join("packages");
    for name in known.into_iter().filter(|known| names.is_empty() || names.iter().any(|name| name == known)) {
        let made = if name == "npm" { npm::make(&out)? } else { crates::make(&out)? };
        step(&format!("Try the package {name} in an empty folder"));
        let mut trial = cargo(&["test", "--release", "--package", "findling", "--test", "packages"])?;
        trial.args(["--", "--ignored", "--nocapture", name]).env("FINDLING_PACKAGES", &out);
        finish(trial)?;
        for file in made {
            eprintln!("{}: {} bytes", file.display(), fs::metadata(&file).map_or(0, |meta| meta.len()));
        }
    }
    Ok(())
}
