//! Starts programs and shows their output.
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn workspace() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().filter(|folder| folder.join("Cargo.toml").is_file());
    folder.map(Path::to_path_buf).ok_or_else(|| {
        "the checkout that this program was built from no longer exists\nhint: run cargo xtask in a checkout".to_owned()
    })
}

/// The target folder that this program was built in.
pub(crate) fn target() -> Result<PathBuf, String> {
    let program = env::current_exe().map_err(|error| format!("the path of this program is unknown: {error}"))?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf);
    target.map_or_else(|| workspace().map(|folder| folder.join("target")), Ok)
}

/// Cargo, in the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Result<Command, String> {
    program(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// `cargo test` in release mode, which reuses the dependencies that `cargo run --release` compiled. Arithmetic overflow in our crates fails a
/// test; in shipped programs it wraps around.
pub(crate) fn tests() -> Result<Command, String> {
    let mut tests = cargo(&["test", "--release"])?;
    for package in ["findling-core", "findling-indexer"] {
        tests.args(["--config".to_owned(), format!("profile.release.package.{package}.overflow-checks=true")]);
    }
    Ok(tests)
}

/// Any program, in the workspace.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Result<Command, String> {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(workspace()?);
    Ok(command)
}

/// Prints the heading of a step.
pub(crate) fn step(what: &str) {
    eprintln!("\n== {what}");
}

/// Runs a program to its end and shows its output. A failure is an error.
pub(crate) fn finish(mut command: Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| format!("{name} did not start: {error}\nhint: install {name}, and add it to PATH"))?;
    if status.success() {
        return Ok(());
    }
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    Err(format!(
        "a program failed ({status}): {} {}\nhint: the cause is in its output above",
        command.get_program().to_string_lossy(),
        arguments.join(" ")
    ))
}

/// Replaces this process by the program if the system can, so that signals reach the program directly.
pub(crate) fn become_program(command: Command) -> Result<(), String> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let mut command = command;
        let error = command.exec();
        Err(format!("{} did not start: {error}", command.get_program().to_string_lossy()))
    }
    #[cfg(not(unix))]
    finish(command)
}
