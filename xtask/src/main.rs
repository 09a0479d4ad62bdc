//! The workspace's own tasks. They start cargo and other programs and do nothing themselves, so that this program is
//! compiled in seconds and can say at once what it is about to do.
mod axe;
mod ci;
mod coverage;
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
cargo run --release          build the search page over seeds/ and serve it
cargo xtask serve [OPTIONS]  the same; --port N and --open go on to the server
cargo xtask test [OPTIONS]   all tests, in a real browser too; options go on to cargo test
cargo xtask firefox          the elements in Firefox too
cargo xtask webkit           and in WebKit
cargo xtask ci               everything a change must pass
cargo xtask package [NAME]   the packages for npm and crates.io, in target/packages, each tried from its tarball; NAME: npm, crates
cargo xtask recipes [NAME]   the recipes, each with its generator, which is installed: astro, docusaurus, hugo, jekyll, mdbook, vitepress; zola if it is there
cargo xtask examples [NAME]  the examples, each with its framework, which npm brings: react, svelte, vue
cargo xtask pictures [NAME]  each form and state of the elements, to be looked at, in target/pictures
cargo xtask axe [NAME]       the same states held to axe's rules, which npm brings
cargo xtask bench [OPTIONS]  sizes and times, with --rivals beside others'; --help says more
cargo xtask fuzz [TARGET]... [--seconds N]  hostile input for as long each, 60 where nothing is said; runs add up
cargo xtask miri [TARGET]... the engine under Miri, here and on machines of other widths and orders of bytes
cargo xtask soak             a million queries of one instance: is its memory flat, are its answers a fresh one's?
cargo xtask coverage         which lines of the engine and the indexer the tests reach
cargo xtask sbom             what Findling is made of, in CycloneDX, on standard output";

/// What is seldom wanted, and needs more than this program links, is compiled when it is asked for.
fn example(name: &str, arguments: &[String]) -> Result<(), String> {
    let mut example = run::cargo(&["run", "--release", "--package", "findling", "--example", name, "--"])?;
    example.args(arguments);
    run::finish(example)
}

/// The same of what measures.
fn bench(options: &[String]) -> Result<(), String> {
    let mut measure = run::cargo(&["run", "--release", "--package", "findling-benches", "--"])?;
    measure.args(options);
    run::finish(measure)
}

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
        "fuzz" => fuzz::run(rest),
        "miri" => miri::run(rest),
        "soak" => test::soak(),
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
