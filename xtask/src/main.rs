//! The workspace's own tasks. They start cargo and other programs and do nothing themselves, so that this program is
//! compiled in seconds and can say at once what it is about to do.
mod ci;
mod run;
mod serve;
mod test;

use std::env;
use std::process::ExitCode;

const HELP: &str = "\
cargo run --release          build the search page over seeds/ and serve it
cargo xtask serve [OPTIONS]  the same; --port N and --open go on to the server
cargo xtask test [OPTIONS]   all tests, in a real browser too; options go on to cargo test
cargo xtask ci               everything a change must pass";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) if !task.starts_with("--") => (task.as_str(), rest),
        // Options alone are the server's.
        _ => ("serve", arguments.as_slice()),
    };
    let result = match task {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "ci" => ci::run(),
        "help" | "-h" => Err(HELP.to_owned()),
        other => Err(format!("there is no task {other}\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
