//! The tasks of the workspace. Each task starts cargo and other programs, so this program itself compiles in seconds.
mod axe;
mod ci;
mod coverage;
mod docs;
mod fuzz;
mod miri;
mod package;
mod recipes;
mod run;
mod serve;
mod test;

use std::env;
use std::process::ExitCode;

const HELP: &str = "\
cargo run --release          Build the search page over seeds/ and serve it
cargo xtask serve [OPTIONS]  The same. OPTIONS go to `findling serve`: --port N, --open
cargo xtask test [OPTIONS]   Run all tests, in a real browser too. OPTIONS go to `cargo test`
cargo xtask firefox          Run the browser tests of the elements in Firefox
cargo xtask webkit           Run the browser tests of the elements in WebKit
cargo xtask ci               Run everything that a change must pass
cargo xtask package [NAME]   Make the packages npm and crates in target/packages, and try each from its archive
cargo xtask recipes [NAME]   Try the recipes with their generators, which are installed: astro, docusaurus, hugo, jekyll,
                             mdbook, vitepress; and zola if it is installed already
cargo xtask examples [NAME]  Try the examples with their frameworks, which npm installs: react, svelte, vue
cargo xtask pictures [NAME]  Write a picture of each form and state of the elements to target/pictures. With --docs: those of the
                             documentation, to docs/pictures. With --beside: Findling and Pagefind on the same pages, to
                             target/pictures/beside
cargo xtask axe [NAME]       Check each form and state of the elements with axe, which npm installs
cargo xtask docs [--no-check]
                             Build the documentation as a site in target/docs/html, with mdBook, which is installed, and check it in a
                             browser
cargo xtask bench [OPTIONS]  Measure sizes and times; --rivals measures other search libraries too. See --help
cargo xtask fuzz [TARGET]... [--seconds N]
                             Fuzz each target for N seconds. Default: all targets, 60 seconds
cargo xtask miri [TARGET]... Run the engine under Miri, on this machine and on others of other word sizes and byte orders
cargo xtask soak             Run a million queries on one instance, and check its memory and its answers
cargo xtask coverage         Report the lines of the engine and the indexer that tests reach
cargo xtask sbom             Print the software bill of materials in CycloneDX";

/// Runs an example of the package `findling`. Rare tasks with large dependencies are examples, compiled on first use.
fn example(name: &str, arguments: &[String]) -> Result<(), String> {
    let mut example = run::cargo(&["run", "--release", "--package", "findling", "--example", name, "--"])?;
    example.args(arguments);
    run::finish(example)
}

/// Runs the benchmarks.
fn bench(options: &[String]) -> Result<(), String> {
    let mut measure = run::cargo(&["run", "--release", "--package", "findling-benches", "--"])?;
    measure.args(options);
    run::finish(measure)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) if !task.starts_with("--") => (task.as_str(), rest),
        // Options without a task go to the server.
        _ => ("serve", arguments.as_slice()),
    };
    let result = match task {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "firefox" => test::firefox(),
        "webkit" => test::webkit(),
        "ci" => ci::run(),
        "package" => package::run(rest),
        "recipes" => recipes::recipes(rest),
        "examples" => recipes::examples(rest),
        "bench" => bench(rest),
        "axe" => axe::run(rest),
        "pictures" | "sbom" => example(task, rest),
        "coverage" => coverage::run(),
        "docs" => docs::run(rest),
        "fuzz" => fuzz::run(rest),
        "miri" => miri::run(rest),
        "soak" => test::soak(),
        "help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("unknown task {other}\nhint: the tasks are\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
