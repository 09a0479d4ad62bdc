//! The rules of the house that no compiler checks: which way imports run, what may be depended on, what stays in one
//! place, and how long a file may be. The policy on dependencies is `deny.toml`'s; it is read, not repeated.
#![expect(clippy::expect_used, clippy::panic, reason = "what a helper of these tests does not find is their failure")]

mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A file is read in one sitting.
const LINES: usize = 400;
/// Folders that hold no source of ours.
const SKIPPED: &[&str] = &["target", "node_modules", "seeds", "engine"];

/// What cargo knows of the workspace and everything under it.
struct Workspace {
    metadata: Value,
}

impl Workspace {
    fn read() -> Self {
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
        let output = command.current_dir(root()).output().expect("cargo starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
        Self { metadata }
    }

    fn packages(&self) -> impl Iterator<Item = &Value> {
        list(&self.metadata["packages"])
    }

    fn package(&self, name: &str) -> &Value {
        self.ours().find(|package| package["name"] == name).unwrap_or_else(|| panic!("no package {name}"))
    }

    /// The workspace's own packages.
    fn ours(&self) -> impl Iterator<Item = &Value> {
        self.packages().filter(|package| package["source"].is_null())
    }

    fn our_names(&self) -> BTreeSet<String> {
        self.ours().map(|package| text(&package["name"])).collect()
    }

    /// What a package of ours names in its manifest; `kind` is null for what it links, or `build`, or `dev`.
    fn direct(&self, name: &str, kind: &Value) -> BTreeSet<String> {
        let dependencies = list(&self.package(name)["dependencies"]);
        dependencies
            .filter(|dependency| dependency["kind"] == *kind)
            .map(|dependency| text(&dependency["name"]))
            .collect()
    }
}

/// Everything that the module links, itself included: what cargo compiles for it, and not what other packages' features would add.
/// What macros need runs in the compiler, and is left out.
fn linked() -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--locked", "--package", "findling", "--target", "wasm32-unknown-unknown"]);
    command.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let output = command.current_dir(root()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout);
    listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

fn policy() -> toml::Table {
    fs::read_to_string(root().join("deny.toml")).expect("deny.toml").parse().expect("deny.toml is TOML")
}

/// Our source files with the given extensions, each with its text.
fn sources(extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') || SKIPPED.contains(&name.as_str()) || path.join("CACHEDIR.TAG").exists() {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
                let source = fs::read_to_string(&path).expect("source is UTF-8");
                found.push((path, source));
            }
        }
    }
    found.sort();
    found
}

/// The Rust files whose code, comments aside, says `word` by itself.
fn files_saying(word: &str) -> Vec<PathBuf> {
    let says = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        code.split(|character: char| !character.is_alphanumeric() && !"_-".contains(character))
            .any(|found| found == word)
    };
    let this = root().join(file!());
    sources(&["rs"])
        .into_iter()
        .filter(|(path, source)| *path != this && source.lines().any(says))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn the_module_links_the_core_and_the_bindings_and_nothing_the_indexer_brings() {
    let workspace = Workspace::read();
    let linked = linked();
    let ours: BTreeSet<String> = linked.intersection(&workspace.our_names()).cloned().collect();
    assert_eq!(ours, names(&["findling", "findling-core"]));

    let allowed = &workspace.direct("findling", &Value::Null) | &workspace.direct("findling-core", &Value::Null);
    let of_the_indexer = &workspace.direct("findling-indexer", &Value::Null) - &allowed;
    let brought: Vec<&String> = linked.intersection(&of_the_indexer).collect();
    assert!(brought.is_empty(), "the module links what only the indexer should: {brought:?}");
}

#[test]
fn imports_between_our_crates_run_one_way() {
    let workspace = Workspace::read();
    let ours = workspace.our_names();
    for (name, allowed) in [
        ("findling-core", &[][..]),
        ("findling-indexer", &["findling-core"]),
        ("findling-cli", &["findling-core", "findling-indexer"]),
        ("findling", &["findling-core"]),
        ("findling-glue", &[]),
        ("findling-scripts", &[]),
        ("findling-harness", &[]),
        ("findling-benches", &["findling-cli", "findling-core", "findling-harness", "findling-indexer"]),
        ("findling-fuzz", &["findling-core", "findling-indexer", "findling-cli"]),
        ("xtask", &["findling-harness"]),
    ] {
        let used: BTreeSet<String> = workspace.direct(name, &Value::Null).intersection(&ours).cloned().collect();
        assert!(used.is_subset(&names(allowed)), "{name} may use {allowed:?}, and uses {used:?}");
    }
}

#[test]
fn every_licence_is_one_that_we_accept() {
    let policy = policy();
    let parsed = |list: &toml::Value| -> Vec<spdx::Expression> {
        let names = list.as_array().expect("a list").iter().map(|licence| licence.as_str().expect("a string"));
        names.map(|name| spdx::Expression::parse(name).expect("an SPDX name")).collect()
    };
    let allowed = parsed(&policy["licenses"]["allow"]);
    let exceptions = policy["licenses"]["exceptions"].as_array().expect("a list");
    let refused: Vec<String> = Workspace::read()
        .packages()
        .filter(|package| {
            let own = exceptions.iter().filter(|exception| exception["crate"].as_str() == package["name"].as_str());
            let own: Vec<_> = own.flat_map(|exception| parsed(&exception["allow"])).collect();
            let accepts = |required: &spdx::LicenseReq| {
                let mut all = allowed.iter().chain(&own).flat_map(spdx::Expression::requirements);
                all.any(|allowed| allowed.req == *required)
            };
            let licence = spdx::Expression::parse_mode(&text(&package["license"]), spdx::ParseMode::LAX);
            !licence.is_ok_and(|licence| licence.evaluate(accepts))
        })
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_dependency_comes_from_the_registry_and_none_is_banned() {
    let policy = policy();
    let banned: Vec<&str> =
        policy["bans"]["deny"].as_array().expect("a list").iter().filter_map(|ban| ban["crate"].as_str()).collect();
    assert!(!banned.is_empty());
    for package in Workspace::read().packages() {
        let name = text(&package["name"]);
        assert!(!banned.contains(&name.as_str()), "{name} is banned in deny.toml");
        let source = text(&package["source"]);
        let ours = Path::new(&text(&package["manifest_path"])).starts_with(root());
        assert!(
            ours || source.starts_with("registry+https://github.com/rust-lang/crates.io-index"),
            "{name}: {source}"
        );
    }
}

#[test]
fn bincode_is_pinned_exactly_and_named_by_one_module_of_the_core() {
    let workspace = Workspace::read();
    let users: Vec<(String, String)> = workspace
        .ours()
        .flat_map(|package| list(&package["dependencies"]).map(move |dependency| (package, dependency)))
        .filter(|(_, dependency)| dependency["name"] == "bincode")
        .map(|(package, dependency)| (text(&package["name"]), text(&dependency["req"])))
        .collect();
    assert_eq!(users, [("findling-core".to_owned(), "=2.0.1".to_owned())]);

    let files = files_saying("bincode");
    let room = root().join("crates/core/src/format");
    assert!(!files.is_empty() && files.iter().all(|file| file.starts_with(&room)), "{files:?}");
}

#[test]
fn only_the_file_with_the_link_section_says_unsafe() {
    let files = files_saying("unsafe");
    let without: Vec<&PathBuf> = files
        .iter()
        .filter(|file| !fs::read_to_string(file).is_ok_and(|text| text.contains("unsafe(link_section")))
        .collect();
    assert!(without.is_empty() && files.len() <= 1, "{files:?}");
}

#[test]
fn the_oldest_rust_that_is_promised_is_the_one_that_everything_is_built_with() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect(name).parse::<toml::Table>().expect(name);
    let (promised, used) = (read("Cargo.toml"), read("rust-toolchain.toml"));
    let promised = promised["workspace"]["package"]["rust-version"].as_str().expect("a version");
    assert_eq!(used["toolchain"]["channel"].as_str(), Some(format!("{promised}.0").as_str()));
    let said = fs::read_to_string(root().join("CONTRIBUTING.md")).expect("CONTRIBUTING.md");
    assert!(said.contains(&format!("Rust {promised},")), "CONTRIBUTING.md says another version");
}

#[test]
fn no_file_is_too_long_to_read_in_one_sitting() {
    let sources = sources(&["rs", "js", "mjs", "css"]);
    assert!(sources.iter().any(|(path, _)| *path == root().join(file!())), "the search for sources finds this one");
    let long: Vec<String> = sources
        .iter()
        .map(|(path, source)| (path, source.lines().count()))
        .filter(|(_, lines)| *lines > LINES)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let workspace = Workspace::read();
    let targets = workspace.ours().flat_map(|package| list(&package["targets"]));
    let roots: BTreeSet<PathBuf> = targets.map(|target| text(&target["src_path"]).into()).collect();
    let mut all: Vec<imports::Imports> = roots.iter().map(|root| imports::crate_imports(root)).collect();
    let scripts: Vec<PathBuf> = sources(&["js", "mjs"]).into_iter().map(|(path, _)| path).collect();
    all.push(imports::script_imports(&scripts));
    let found: BTreeSet<String> = all.iter().flat_map(|imports| imports::circles(imports, root())).collect();
    assert!(found.is_empty(), "files that import each other: {found:#?}");
}
