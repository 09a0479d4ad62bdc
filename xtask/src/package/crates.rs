//! Makes the Rust crates: the two libraries, and the command. The command's crate contains the engine and the page, so
//! installing the packaged command compiles nothing for WebAssembly.
use std::fs;
use std::path::{Path, PathBuf};

use super::files::{cleared, copy, failed, licences, read, with, write};
use crate::run::{cargo, finish, step, workspace};

/// The crates, each after its dependencies.
const CRATES: &[&str] = &["core", "indexer", "cli"];

pub(super) fn make(out: &Path) -> Result<Vec<PathBuf>, String> {
    step("Build the engine without a corpus");
    let (workspace, staged) = (workspace()?, cleared(out.join("crates"))?);
    let command = staged.join("crates/cli");
    for name in CRATES {
        let folder = staged.join("crates").join(name);
        copy(&workspace.join("crates").join(name), &folder)?;
        copy(&workspace.join("README.md"), &folder.join("README.md"))?;
        licences(&folder)?;
    }
    let mut glue = cargo(&["run", "--release", "--package", "findling-glue", "--", "--bare"])?;
    glue.arg(command.join("engine"));
    finish(glue)?;
    let mut scripts = cargo(&["run", "--release", "--package", "findling-scripts", "--features", "minify", "--"])?;
    scripts.arg(workspace.join("www")).arg(command.join("engine/findling.js")).arg(command.join("www"));
    finish(scripts)?;
    let manifest = command.join("Cargo.toml");
    write(&manifest, &packaged(&read(&manifest)?)?)?;
    fs::remove_file(command.join("build.rs")).map_err(failed(&command))?;
    copy(&workspace.join("Cargo.lock"), &staged.join("Cargo.lock"))?;
    write(&staged.join("Cargo.toml"), &members(&read(&workspace.join("Cargo.toml"))?)?)?;

    step("Make the crates");
    let built = out.join("cargo");
    // The trial afterwards builds the crates, so cargo need not verify them.
    let mut package = cargo(&["package", "--workspace", "--no-verify", "--allow-dirty", "--target-dir"])?;
    package.arg(&built).current_dir(&staged);
    finish(package)?;
    let file = |name: &&str| built.join(format!("package/findling-{name}-{}.crate", env!("CARGO_PKG_VERSION")));
    Ok(CRATES.iter().map(file).collect())
}

/// The manifest of the command's crate, which contains the engine.
fn packaged(manifest: &str) -> Result<String, String> {
    let own = "\n[build-dependencies]\nfindling-glue.workspace = true\nfindling-scripts.workspace = true\n";
    let manifest = with(manifest, own, "")?;
    // The scripts in the package are minified already.
    let manifest = with(&manifest, "minify = [\"findling-scripts/minify\"]\n", "minify = []\n")?;
    with(&manifest, "[package]\n", "[package]\nbuild = \"packaged.rs\"\n")
}

/// The manifest of a workspace with these crates only, without the module's package and its profiles.
fn members(manifest: &str) -> Result<String, String> {
    let (shared, _) =
        manifest.split_once("\n[package]\n").ok_or("the workspace's manifest has no package of its own")?;
    let kept: Vec<&str> = shared.lines().filter(|line| !line.starts_with("default-members")).collect();
    with(
        &kept.join("\n"),
        "members = [\"benches\", \"crates/*\", \"fuzz\", \"xtask\", \"tests/harness\"]",
        "members = [\"crates/*\"]",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_contain_the_text_that_is_replaced() {
        let root = workspace().unwrap();
        let command = packaged(&read(&root.join("crates/cli/Cargo.toml")).unwrap()).unwrap();
        assert!(
            command.contains("build = \"packaged.rs\"")
                && !command.contains("findling-glue")
                && !command.contains("findling-scripts")
        );
        let shared = members(&read(&root.join("Cargo.toml")).unwrap()).unwrap();
        assert!(shared.contains("[workspace.dependencies]") && !shared.contains("[profile"));
    }
}
