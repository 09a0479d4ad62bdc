//! Makes the documentation a site: mdBook writes the pages, Findling adds the search, and a browser checks both.

use std::env;

use crate::recipes::mdbook;
use crate::run::{cargo, finish, program, step, target};
use crate::test::programs;

/// Builds the site into `target/docs/html`. With `--no-check` it is not checked.
pub(crate) fn run(options: &[String]) -> Result<(), String> {
    if let Some(unknown) = options.iter().find(|option| *option != "--no-check") {
        return Err(format!("unknown option {unknown}\nhint: the option is --no-check"));
    }
    step("Install the generator mdbook");
    let tools = target()?.join("generators");
    mdbook(&tools)?;
    step("Build the command");
    finish(cargo(&["build", "--release", "--package", "findling-cli"])?)?;
    step("Build the site");
    let mut paths = vec![target()?.join("release"), tools.join("bin")];
    paths.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(paths).map_err(|error| format!("PATH: {error}"))?;
    let out = target()?.join("docs");
    let mut book = program("mdbook", &["build", "docs", "--dest-dir"])?;
    book.arg(&out).env("PATH", &path);
    finish(book)?;
    if options.is_empty() {
        step("Check the site in a browser");
        let mut tests =
            cargo(&["test", "--release", "--package", "findling", "--test", "docs_site", "--", "--ignored"])?;
        tests.env("FINDLING_DOCS", out.join("html"));
        programs(&mut tests)?;
        finish(tests)?;
    }
    eprintln!(
        "\nThe site is in {}\nNext: cargo findling serve {}",
        out.join("html").display(),
        out.join("html").display()
    );
    Ok(())
}
