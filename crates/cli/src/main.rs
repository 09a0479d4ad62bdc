//! The command `findling`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match findling_cli::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
