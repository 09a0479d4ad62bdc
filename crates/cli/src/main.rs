//! The command `findling`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A module stands in no folder: whoever runs it says from where its paths are meant.
    #[cfg(target_os = "wasi")]
    if let Some(Err(error)) = std::env::var_os("PWD").map(std::env::set_current_dir) {
        eprintln!("findling: the current folder can't be entered: {error}");
        return ExitCode::FAILURE;
    }
    match findling_cli::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
