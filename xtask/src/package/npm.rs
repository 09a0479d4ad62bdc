//! Makes the npm package: the command as a WebAssembly module for Node, and the files of the page, which are the JavaScript API.
use std::path::{Path, PathBuf};
use std::process::Command;

use super::files::{cleared, copy, licences, read, with, write};
use crate::run::{cargo, finish, program, step, target, workspace};

const TARGET: &str = "wasm32-wasip1";
/// Nested HTML needs a stack of 8 MB. A module's stack does not grow.
const FLAGS: &str = "target.wasm32-wasip1.rustflags=['-Clink-arg=-zstack-size=8388608']";

pub(super) fn make(out: &Path) -> Result<Vec<PathBuf>, String> {
    step("Build the command as a module for Node");
    let command = module()?;

    step("Make the npm package");
    let staged = cleared(out.join("npm"))?;
    copy(&workspace()?.join("npm"), &staged)?;
    copy(&command, &staged.join("command.wasm"))?;
    licences(&staged)?;
    let manifest = staged.join("package.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    write(&manifest, &with(&read(&manifest)?, "\"version\": \"0.0.0\"", &version)?)?;
    let mut parts =
        cargo(&["run", "--release", "--package", "findling-cli", "--features", "minify", "--example", "parts", "--"])?;
    parts.arg(staged.join("www"));
    finish(parts)?;

    let mut pack = program("npm", &["pack", "--silent", "--pack-destination"])?;
    pack.arg(out).current_dir(&staged);
    finish(pack)?;
    Ok(vec![out.join(format!("findling-{}.tgz", env!("CARGO_PKG_VERSION")))])
}

/// Compiles the command for WASI.
fn module() -> Result<PathBuf, String> {
    // If rustup fails, cargo reports the missing target.
    let _ = finish(program("rustup", &["--quiet", "target", "add", TARGET])?);
    let target = target()?;
    let mut build =
        cargo(&["build", "--locked", "--profile", "portable", "--package", "findling-cli", "--bin", "findling"])?;
    build.args(["--features", "minify", "--target", TARGET, "--config", FLAGS, "--target-dir"]).arg(&target);
    build.env("FINDLING_JIEBA", source("jieba-rs")?.join("src/data/dict.txt"));
    finish(build)?;
    Ok(target.join(TARGET).join("portable/findling.wasm"))
}

/// The folder of a dependency's source.
fn source(name: &str) -> Result<PathBuf, String> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--locked"])?;
    folder(&text(metadata)?, name).ok_or_else(|| format!("cargo metadata lists no crate {name}"))
}

/// Finds the folder of a crate in the output of `cargo metadata`.
fn folder(metadata: &str, name: &str) -> Option<PathBuf> {
    let paths = metadata.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let paths = paths.map(|path| PathBuf::from(path.replace("\\\\", "\\")));
    let of = |folder: &Path| folder.file_name()?.to_str()?.strip_prefix(name)?.strip_prefix('-')?.chars().next();
    paths
        .filter_map(|path| path.parent().map(Path::to_path_buf))
        .find(|folder| of(folder).is_some_and(|c| c.is_ascii_digit()))
}

fn text(mut command: Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("cargo did not start: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("cargo's output: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_of_a_dependency_is_found_in_the_metadata() {
        let metadata = r#"{"packages":[{"manifest_path":"/r/jieba-rs-macros-1.0.0/Cargo.toml"},{"manifest_path":"/r/jieba-rs-0.11.0/Cargo.toml"}]}"#;
        assert_eq!(folder(metadata, "jieba-rs"), Some(PathBuf::from("/r/jieba-rs-0.11.0")));
        assert_eq!(folder(metadata, "other"), None);
    }
}
