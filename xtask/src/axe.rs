//! Checks each form and state of the elements with axe, an independent list of accessibility rules. npm installs axe into the target
//! folder; builds and tests do not need it.
use std::fs;

use crate::run::{cargo, finish, program, step, target};

pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let folder = target()?.join("axe");
    step("Install axe");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut npm = program("npm", &["install", "--no-audit", "--no-fund", "--silent", "axe-core@4", "--prefix"])?;
    npm.arg(&folder);
    finish(npm)?;
    step("Check each form and state of the elements");
    let mut states = cargo(&["run", "--release", "--package", "findling", "--example", "pictures", "--"])?;
    states.args(names).env("FINDLING_AXE", folder.join("node_modules/axe-core/axe.min.js"));
    finish(states)
}
