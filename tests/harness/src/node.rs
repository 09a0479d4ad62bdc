//! Runs scripts in Node.
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::{HarnessError, machine};

/// Runs a script file and returns its output. A failure is an error with the output.
pub fn node(script: &Path, arguments: &[&str]) -> Result<String, HarnessError> {
    run([script.as_os_str()], arguments)
}

/// Runs the source of an ES module. Its arguments are `process.argv.slice(1)`.
pub fn node_source(source: &str, arguments: &[&str]) -> Result<String, HarnessError> {
    run(["--input-type=module", "--eval", source, "--"].map(OsStr::new), arguments)
}

fn run<const N: usize>(script: [&OsStr; N], arguments: &[&str]) -> Result<String, HarnessError> {
    let node = machine::node().ok_or(HarnessError::Missing(
        "Node of version 20 or later",
        "type `cargo xtask test`, or name one in FINDLING_NODE",
    ))?;
    let output = Command::new(node).args(script).args(arguments).output()?;
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(out.into_owned()) } else { Err(HarnessError::Program(format!("{out}{error}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_gets_its_arguments_and_its_output_comes_back() {
        let source = "const [word] = process.argv.slice(1); console.log(await Promise.resolve(word))";
        assert_eq!(node_source(source, &["合作"]).unwrap(), "合作\n");
    }

    #[test]
    fn a_script_that_throws_is_an_error_that_says_what() {
        let error = node_source("throw new Error('no such page')", &[]).unwrap_err();
        assert!(error.to_string().contains("no such page"), "{error}");
    }
}
