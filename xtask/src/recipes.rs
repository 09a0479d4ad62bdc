//! Tries the recipes with their generators and the examples with their frameworks. Only these tasks install them; CI needs none.
use std::env;
use std::path::{Path, PathBuf};

use findling_harness::machine;

use crate::run::{cargo, finish, program, step, target};

/// Generators that a package registry offers. npm installs those in a site's `package.json`.
const GENERATORS: &[&str] = &["astro", "docusaurus", "hugo", "jekyll", "mdbook", "vitepress"];
/// Generators that no registry offers. They are tried if they are installed.
const OTHERS: &[&str] = &["zola"];
const EXAMPLES: &[&str] = &["react", "svelte", "vue"];
const MDBOOK: &[&str] =
    &["install", "mdbook@0.5.4", "--locked", "--no-default-features", "--features", "search", "--debug", "--root"];

/// Tries the recipes with these names. Default: all in [`GENERATORS`].
pub(crate) fn recipes(names: &[String]) -> Result<(), String> {
    known(names, &[GENERATORS, OTHERS].concat())?;
    let all: Vec<String> = GENERATORS.iter().map(ToString::to_string).collect();
    let names = if names.is_empty() { &all } else { names };
    let tools = target()?.join("generators");
    for name in names {
        step(&format!("Install the generator {name}"));
        match name.as_str() {
            "astro" | "docusaurus" | "vitepress" => {}
            "mdbook" => mdbook(&tools)?,
            other if found(other) => {}
            "hugo" | "jekyll" if Path::new("/etc/debian_version").is_file() && machine::is_root() => {
                finish(program("apt-get", &["install", "--quiet", "--yes", "--no-install-recommends", name])?)?;
            }
            other => return Err(format!("{other} is not in PATH\nhint: install {other} and run this task again")),
        }
    }
    trial("recipes", names, &[tools.join("bin")])
}

/// Installs mdBook into a folder, unless it is there or in PATH.
pub(crate) fn mdbook(tools: &Path) -> Result<(), String> {
    if tools.join("bin").join("mdbook").with_extension(env::consts::EXE_EXTENSION).is_file() || found("mdbook") {
        return Ok(());
    }
    let mut install = cargo(MDBOOK)?;
    install.arg(tools);
    finish(install)
}

/// Builds the examples and tests their pages in a browser.
pub(crate) fn examples(names: &[String]) -> Result<(), String> {
    known(names, EXAMPLES)?;
    trial("examples", names, &[])
}

/// Reports an unknown name, which would otherwise select no test and pass.
fn known(names: &[String], all: &[&str]) -> Result<(), String> {
    match names.iter().find(|name| !all.contains(&name.as_str())) {
        Some(unknown) => Err(format!("unknown name {unknown}\nhint: the names are {}", all.join(", "))),
        None => Ok(()),
    }
}

/// Runs the ignored tests of a file. The command is in PATH.
fn trial(file: &str, names: &[String], folders: &[PathBuf]) -> Result<(), String> {
    step("Build the command");
    finish(cargo(&["build", "--release", "--package", "findling-cli"])?)?;
    step(&format!("Try the {file}"));
    let mut paths = vec![target()?.join("release")];
    paths.extend_from_slice(folders);
    paths.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(paths).map_err(|error| format!("PATH: {error}"))?;
    let mut tests = cargo(&["test", "--release", "--package", "findling", "--test", file, "--"])?;
    tests.args(["--ignored", "--test-threads=1"]).args(names).env("PATH", path);
    finish(tests)
}

/// Whether a program is in PATH.
fn found(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION).is_file())
}
