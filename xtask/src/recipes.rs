//! The recipes and the examples, tried with the generators and frameworks that they are for. These are installed when this is asked for,
//! and never for the tests that every change must pass.
use std::env;
use std::path::{Path, PathBuf};

use findling_harness::machine;

use crate::run::{cargo, finish, program, step, target};

/// The generators that a registry of packages has; what npm has, a site's own `package.json` asks for.
const GENERATORS: &[&str] = &["astro", "docusaurus", "hugo", "jekyll", "mdbook", "vitepress"];
/// What no registry has, and a machine may have all the same.
const OTHERS: &[&str] = &["zola"];
const EXAMPLES: &[&str] = &["react", "svelte", "vue"];
const MDBOOK: &[&str] =
    &["install", "mdbook@0.5.4", "--locked", "--no-default-features", "--features", "search", "--debug", "--root"];

/// Follows the recipes with these names, or all that can be.
pub(crate) fn recipes(names: &[String]) -> Result<(), String> {
    known(names, &[GENERATORS, OTHERS].concat())?;
    let all: Vec<String> = GENERATORS.iter().map(ToString::to_string).collect();
    let names = if names.is_empty() { &all } else { names };
    let tools = target()?.join("generators");
    for name in names {
        step(&format!("The generator {name}"));
        match name.as_str() {
            "astro" | "docusaurus" | "vitepress" => {}
            "mdbook" if tools.join("bin").join("mdbook").is_file() => {}
            "mdbook" if !found("mdbook") => {
                let mut install = cargo(MDBOOK)?;
                install.arg(&tools);
                finish(install)?;
            }
            other if found(other) => {}
            "hugo" | "jekyll" if Path::new("/etc/debian_version").is_file() && machine::is_root() => {
                finish(program("apt-get", &["install", "--quiet", "--yes", "--no-install-recommends", name])?)?;
            }
            other => return Err(format!("{other} is not on this machine. Install it and type this again")),
        }
    }
    trial("recipes", names, &[tools.join("bin")])
}

/// Builds and drives the pages in other people's frameworks.
pub(crate) fn examples(names: &[String]) -> Result<(), String> {
    known(names, EXAMPLES)?;
    trial("examples", names, &[])
}

/// A name that is none would try nothing, and be content with it.
fn known(names: &[String], all: &[&str]) -> Result<(), String> {
    match names.iter().find(|name| !all.contains(&name.as_str())) {
        Some(unknown) => Err(format!("there is no {unknown}; there are {}", all.join(", "))),
        None => Ok(()),
    }
}

/// Runs the ignored tests of a file, with the command in PATH.
fn trial(file: &str, names: &[String], folders: &[PathBuf]) -> Result<(), String> {
    step("The command");
    finish(cargo(&["build", "--release", "--package", "findling-cli"])?)?;
    step(&format!("The trials of {file}"));
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
