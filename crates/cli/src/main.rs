//! The command `findling`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A WASI module has no current folder: the host passes it as PWD.
    #[cfg(target_os = "wasi")]
    if let Some(Err(error)) = std::env::var_os("PWD").map(std::env::set_current_dir) {
        eprintln!("error: the current folder can't be entered: {error}");
        return ExitCode::FAILURE;
    }
    match findling_cli::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
