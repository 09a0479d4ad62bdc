//! Which source files import which, and where that goes in a circle.
//!
//! Rust is read as tokens: a path is followed through modules, `use` and re-exports to the file that declares the item. A module that only
//! re-exports what a child declares does not import it. Test code does not count. JavaScript has the paths in its imports.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a file that can't be read is a failure of the test")]

mod circles;
mod rust;
mod script;
mod tokens;

use std::fs;
use std::path::Path;

pub(crate) use circles::{Imports, circles};
pub(crate) use rust::crate_imports;
pub(crate) use script::script_imports;

#[test]
fn circles_are_found_through_re_exports_and_tests_do_not_count() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("circles");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    let root = write("lib.rs", "mod a;\nmod b;\nmod c;\npub use a::Left;\nuse crate::c::made;\nfn f() { made() }\n");
    write("a/mod.rs", "mod inner;\nmod other;\npub use inner::Inner;\npub struct Left(crate::b::Right);\n");
    write("a/inner.rs", "use super::Other;\npub struct Inner(Other);\n");
    write(
        "a/other.rs",
        "/// `super::Inner`\npub struct Other;\n#[cfg(test)]\nmod tests { use super::super::Inner; }\n",
    );
    write("b.rs", "use crate::Left as Gauche;\npub struct Right(Box<Gauche>, &'static str);\n");
    write("c.rs", "pub fn made() { \"crate::a::Left\"; }\n#[cfg(test)]\nuse crate::a::Left;\n");
    let found = circles(&crate_imports(&root), &folder);
    assert_eq!(found, ["a/mod.rs (Right) <-> b.rs (Left)"]);

    write("a/mod.rs", "mod inner;\nmod other;\npub use inner::Inner;\npub use other::Other;\npub struct Left;\n");
    write("a/other.rs", "use super::Inner;\npub struct Other(fn(Inner));\n");
    let found = circles(&crate_imports(&root), &folder);
    assert_eq!(found, ["a/inner.rs (Other) <-> a/other.rs (Inner)"]);
}

#[test]
fn circles_of_scripts_are_found_and_comments_do_not_count() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("circles-of-scripts");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name)
    };
    let files = [
        write("a.js", "import { b } from \"./b.js\";\n/** @type {import(\"./d.js\").D} */\n"),
        write("b.js", "export { c } from \"./c.js\";\n"),
        write("c.js", "const a = await import(`./a.js?${1}`);\n"),
        write("d.js", "import \"./a.js\"; // import \"./d.js\"\n"),
    ];
    assert_eq!(circles(&script_imports(&files), &folder), ["a.js -> b.js -> c.js -> a.js"]);
}
