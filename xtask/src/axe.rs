//! axe over each form and state of the elements, which is somebody else's list of what keeps people out. npm brings it into the target folder, and
//! nothing that is built or tested needs it.
use std::fs;

use crate::run::{cargo, finish, program, step, target};

pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let folder = target()?.join("axe");
    step("axe");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut npm = program("npm", &["install", "--no-audit", "--no-fund", "--silent", "axe-core@4", "--prefix"])?;
    npm.arg(&folder);
    finish(npm)?;
    step("Each form and state of the elements");
    let mut states = cargo(&["run", "--release", "--package", "findling", "--example", "pictures", "--"])?;
    states.args(names).env("FINDLING_AXE", folder.join("node_modules/axe-core/axe.min.js"));
    finish(states)
}
