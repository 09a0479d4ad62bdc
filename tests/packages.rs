//! Installs the packages from their archives into an empty folder, and uses them there. `cargo xtask package` makes the packages and runs these
//! tests. The plain test command does not, because they take minutes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]

mod trial;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trial::{blocks, copy, done, root, typed};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The folder with the archives.
fn packages() -> PathBuf {
    std::env::var_os("FINDLING_PACKAGES").expect("run `cargo xtask package`, which makes the packages first").into()
}

/// An empty folder outside of this workspace, with a site in it and a folder of texts.
fn desk(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("findling-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("tests/sites/plain"), &folder.join("public"));
    copy(&root().join("seeds"), &folder.join("texts"));
    folder
}

/// A folder's files.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Runs the workspace's own command.
fn native(arguments: &[&str], folder: &Path) {
    let arguments = arguments.iter().map(|argument| {
        if argument.starts_with('-') || *argument == "build" {
            (*argument).into()
        } else {
            folder.join(argument).into()
        }
    });
    findling_cli::run([OsString::from("findling")].into_iter().chain(arguments)).unwrap();
}

/// Checks that a command makes the same files of a site and of a folder of texts as the native one.
fn builds_the_same(folder: &Path, findling: impl Fn() -> Command) {
    let told = done(findling().args(["build", "public"]));
    assert!(told.contains("<findling-search></findling-search>"), "{told}");
    done(findling().args(["build", "texts", "--out", "page"]));
    let theirs = [files(&folder.join("public/findling")), files(&folder.join("page"))];
    native(&["build", "public"], folder);
    native(&["build", "texts", "--out", "page"], folder);
    for (theirs, ours) in theirs.iter().zip([files(&folder.join("public/findling")), files(&folder.join("page"))]) {
        assert_eq!(theirs.keys().collect::<Vec<_>>(), ours.keys().collect::<Vec<_>>());
        for (name, content) in &ours {
            assert!(theirs[name] == *content, "{} differs from the native command's", name.display());
        }
    }
    let found = done(findling().args(["search", "public/findling", "prisms", "--json"]));
    assert!(found.contains("\"url\": \"guide/\""), "{found}");
}

#[test]
#[ignore = "`cargo xtask package npm` makes what is tried here"]
fn npm_package_builds_a_site_and_answers_in_node_with_types() {
    let folder = desk("npm");
    fs::write(folder.join("package.json"), "{\"private\":true,\"type\":\"module\"}").unwrap();
    let npm = |arguments: &[&str]| {
        let mut command = Command::new("npm");
        command.args(arguments).args(["--no-audit", "--no-fund", "--silent"]).current_dir(&folder);
        command
    };
    done(npm(&["install"]).arg(packages().join(format!("findling-{VERSION}.tgz"))));
    let npx = || {
        let mut command = Command::new("npx");
        command.args(["--no", "findling", "--"]).current_dir(&folder);
        command
    };
    assert_eq!(done(npx().arg("--version")), format!("findling {VERSION}\n"));
    builds_the_same(&folder, npx);
    let refused = npx().args(["build", "nowhere"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("error: nowhere: No such file"), "{said}");
    let refused = npx().args(["serve", "public", "--port", "8000"]).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && said.contains("any server of files"), "{said}");

    fs::write(folder.join("ask.ts"), ASK).unwrap();
    fs::write(folder.join("tsconfig.json"), TSCONFIG).unwrap();
    done(&mut npm(&["install", "--save-dev", "typescript@5", "@types/node@20"]));
    done(Command::new("npx").args(["--no", "tsc"]).current_dir(&folder));
    let answered = done(Command::new("node").arg("ask.js").current_dir(&folder));
    assert!(answered.ends_with("guide/ prisms\nnothing wrong\n"), "{answered}");

    // The commands and scripts of the package's README, in their order.
    copy(&folder.join("public"), &folder.join("dist"));
    let mut printed = String::new();
    for (i, (language, block)) in blocks("npm/README.md").into_iter().enumerate() {
        if language == "sh" {
            printed = typed(&block, &folder);
        } else if language == "js" {
            fs::write(folder.join(format!("said-{i}.js")), block.replace("a query", "prisms")).unwrap();
            printed = done(Command::new("node").arg(format!("said-{i}.js")).current_dir(&folder));
        }
    }
    assert_eq!(printed, "Guide guide/\n");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
#[ignore = "`cargo xtask package npm` has what is tried here"]
fn npm_has_a_compiler_that_finds_no_fault_in_the_types_of_the_pages_scripts() {
    let folder = desk("types");
    fs::write(folder.join("package.json"), "{\"private\":true,\"type\":\"module\"}").unwrap();
    copy(&root().join("www"), &folder.join("www"));
    // A build makes the glue, which has no types.
    fs::write(folder.join("www/engine.d.ts"), GLUE).unwrap();
    fs::write(folder.join("tsconfig.json"), CHECKED).unwrap();
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--silent", "--save-dev", "typescript@5", "@types/node@20"]);
    done(npm.current_dir(&folder));
    done(Command::new("npx").args(["--no", "tsc"]).current_dir(&folder));
    fs::remove_dir_all(&folder).unwrap();
}

/// The part of wasm-bindgen's output that the scripts use.
const GLUE: &str = "export function initSync(given: { module: WebAssembly.Module }): unknown;
export class Engine {
  constructor(pack: Uint8Array);
  readonly split: boolean;
  readonly needs: string[];
  about(): any;
  search(query: string, options?: unknown): any;
  feed(name: string, bytes: Uint8Array): void;
  lose(name: string): void;
  marks(query: string, texts: string[]): any;
  suggest(typed: string, limit: number): any;
  free(): void;
}
";

/// A service worker has other globals than a page.
const CHECKED: &str = r#"{ "compilerOptions": { "strict": true, "allowJs": true, "checkJs": true, "noEmit": true, "target": "esnext",
  "lib": ["esnext", "dom", "dom.iterable"], "module": "esnext", "moduleResolution": "bundler", "allowImportingTsExtensions": true, "types": ["node"] },
  "include": ["www"], "exclude": ["www/offline-worker.js"] }"#;

/// A script with every import that the package has.
const ASK: &str = r#"
import { open, FindlingError, type Index, type Results } from "findling";
import { built, run } from "findling/command";

const code: number = await run(["build", "public", "--out", "again"], { cwd: process.cwd() + "/" });
if (code !== 0) throw new Error("the build failed");
const index: Index = await open(await built("again"));
const results: Results = await index.search("prisms", { limit: 1 });
const { url, passages } = results.pages[0]!;
const { text, marks } = passages[0]!;
console.log(url, text.slice(...marks[0]!));
try {
  await open(new Uint8Array([1, 2, 3]));
} catch (error) {
  if (error instanceof FindlingError && error.code === "module") console.log("nothing wrong");
}
// @ts-expect-error: a misspelled option is an error of the types'
await index.search("prisms", { limitt: 1 });
"#;

const TSCONFIG: &str = r#"{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true, "target": "es2022", "lib": ["es2022", "dom"],
  "module": "nodenext", "moduleResolution": "nodenext", "types": ["node"], "skipLibCheck": false }, "files": ["ask.ts"] }"#;

#[test]
#[ignore = "`cargo xtask package crates` makes what is tried here"]
#[cfg(unix)]
fn crates_install_the_command_without_a_target_for_the_web() {
    use std::os::unix::fs::PermissionsExt;
    let folder = desk("crates");
    for name in ["core", "indexer", "cli"] {
        let tarball = packages().join(format!("cargo/package/findling-{name}-{VERSION}.crate"));
        done(Command::new("tar").arg("-xzf").arg(tarball).current_dir(&folder));
    }
    // A compiler without the WebAssembly target.
    let compiler = folder.join("rustc.sh");
    fs::write(&compiler, "#!/bin/sh\ncase \"$*\" in *wasm32*) echo no such target >&2; exit 1;; esac\nexec \"$@\"\n")
        .unwrap();
    fs::set_permissions(&compiler, fs::Permissions::from_mode(0o755)).unwrap();
    let mut install = Command::new(env!("CARGO"));
    install.args(["install", "--debug", "--path"]).arg(format!("findling-cli-{VERSION}"));
    // Unpublished crates come from their archives, too.
    for name in ["core", "indexer"] {
        install.args(["--config", &format!("patch.crates-io.findling-{name}.path='findling-{name}-{VERSION}'")]);
    }
    install.arg("--root").arg(folder.join("installed")).env("RUSTC_WRAPPER", compiler);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_") && name != "CARGO_HOME") {
            install.env_remove(name);
        }
    }
    done(install.env("CARGO_TARGET_DIR", folder.join("target")).current_dir(&folder));
    builds_the_same(&folder, || {
        let mut command = Command::new(folder.join("installed/bin/findling"));
        command.current_dir(&folder);
        command
    });
    fs::remove_dir_all(&folder).unwrap();
}
