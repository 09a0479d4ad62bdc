//! The pages of the documentation that are written from the command itself: its options, and the keys of `findling.toml`.
//! `BLESS=1 cargo test --release -p findling-cli reference` writes them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory};

use crate::settings::{KEYS, Value};
use crate::weights;

const COMMANDS: &str = "\
# Command line

This page is written from the command itself. `findling help COMMAND` prints the same. Install the command from a checkout with
`cargo install --path crates/cli`, or run it there with `cargo findling`.

Every command exits with 0 if all went well, with 2 if its arguments are wrong, and with 1 for every other error. An error has a line
`error:` with the cause and its place, and a line `hint:` with what to do.
";

const SETTINGS: &str = "\
# findling.toml

Options for every build. `findling init` examines a folder and writes a `findling.toml` for it. The file is read from the current folder,
else from the source. Flags override it. A misspelled key is an error with its line number. Paths are relative to the file's folder.

This page is written from the keys themselves. [findling.schema.json](../findling.schema.json) is the JSON schema, for editors.

```toml
source = \"public\"
exclude = [\"drafts\", \"v1/**\"]
title = \"My site\"
inflection = false

[weights]
title = 4
```

## Keys
";

/// The page about the command line.
fn commands() -> String {
    let mut page = COMMANDS.to_owned();
    let mut command = crate::Arguments::command();
    command.build();
    let verbs = |command: &Command| {
        command.get_subcommands().filter(|verb| verb.get_name() != "help").cloned().collect::<Vec<_>>()
    };
    let _ = write!(page, "\n| command | |\n|---|---|\n");
    for verb in verbs(&command) {
        let _ = writeln!(page, "| [`{0}`](#findling-{0}) | {1} |", verb.get_name(), plain(verb.get_about()));
    }
    for mut verb in verbs(&command) {
        let usage = verb.render_usage().to_string();
        let _ = write!(page, "\n## findling {}\n\n{}.\n", verb.get_name(), plain(verb.get_about()));
        let _ = write!(page, "\n```text\n{}\n```\n", usage.trim_start_matches("Usage: ").trim());
        if let Some(after) = verb.get_after_help() {
            let _ = write!(page, "\n```text\n{}\n```\n", after.to_string().trim());
        }
        let mut heading = "";
        let shown = |arg: &&Arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version" | "color");
        for arg in verb.get_arguments().filter(shown) {
            let group = arg.get_help_heading().unwrap_or(if arg.is_positional() { "Arguments" } else { "Options" });
            if group != heading {
                let _ = write!(page, "\n| {} | |\n|---|---|\n", group.to_lowercase());
                heading = group;
            }
            let _ = writeln!(page, "| {} | {} |", name(arg), about(arg));
        }
    }
    page.push_str(
        "\n## Colours\n\n`--color WHEN` with `auto` (default), `always` or `never` works with every command.\n",
    );
    page
}

/// An argument as it is typed.
fn name(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("`--{long} {value}`"),
        Some(long) => format!("`--{long}`"),
        None => format!("`{value}`"),
    }
}

fn about(arg: &Arg) -> String {
    let mut text = format!("{}.", plain(arg.get_help()).replace('|', "\\|"));
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        let _ = write!(text, " Values: {}.", values.join(", "));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let _ = write!(text, " Default: `{}`.", defaults.join(" "));
    }
    text
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default().replace('<', "&lt;")
}

/// The page about the settings.
fn settings() -> String {
    let mut page = SETTINGS.to_owned();
    for key in KEYS {
        let _ = write!(page, "\n### {}\n\n{}\n", key.name, key.about.join(" "));
        let kind = match key.value {
            Value::Text => "a string".to_owned(),
            Value::Path => "a path".to_owned(),
            Value::List => "a list of patterns".to_owned(),
            Value::Either => "`true` or `false`".to_owned(),
            Value::Selectors => "a list of selectors: tag, `.class`, `#id`, `*`, `[attr]`, `[attr=value]`, `[attr^=value]`, `a b`, `a > b`, `a, b`".to_owned(),
            Value::Languages => "a language tag, or a table of language tags by pattern".to_owned(),
            Value::Bool(default) => format!("`true` or `false`. Default: `{default}`"),
            Value::One(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            Value::Weights => format!("a table of numbers from 0 to 100: {}", weights::names().join(", ")),
        };
        let _ = write!(page, "\n- Value: {kind}.\n- Command line: `{}`.\n- Example: `{}`\n", key.flag, key.line());
    }
    page
}

#[test]
fn the_reference_pages_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference");
    for (name, page) in [("command-line.md", commands()), ("settings.md", settings())] {
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, page, "write it again with `BLESS=1 cargo test --release -p findling-cli reference`");
    }
}
