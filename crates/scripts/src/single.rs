//! Joins all modules of a single-file search into one script. It fetches nothing: every module that is loaded by `import()` becomes a
//! function of this script.
//!
//! Like `join`, this works on lines and relies on how the files in `www/` are written: an import or an export takes one line, and names
//! its bindings.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::error::Error;
use crate::files::{Files, source};
use crate::join;

/// The module that starts the worker. A single file has no worker: `embedded-module.js` opens the engine in the page itself.
const WORKER_CLIENT: &str = "worker-client.js";
/// Scripts that a page of several files loads on demand.
const LATER: &[&str] = &[
    "blocks.js",
    "details.js",
    "engine.js",
    "extra.js",
    "facets.js",
    "help.js",
    "highlight.js",
    "index.js",
    "marks.js",
    "merged-index.js",
    "provider.js",
    "remote.js",
    "rest.js",
    "sheet.js",
];

/// The script.
pub(crate) fn script(sources: &Files, modules: &[&str]) -> Result<String, Error> {
    let single = source(sources, "single-file.js")?.replace("./embedded-module.js", "./worker-client.js");
    let embedded = source(sources, "embedded-module.js")?;
    let mut joined = Vec::new();
    for name in modules {
        joined.push((*name, if *name == WORKER_CLIENT { embedded } else { source(sources, name)? }));
    }
    joined.push(("single-file.js", &single));
    let main = join::join(&joined).replace("const MAIN = {", "$main = {").replace("import(", "$load(");

    let mut out = String::from(
        "const $made={},$load=async(name)=>{name=name.split(\"?\")[0];return $made[name]??=$modules[name]()},$modules={\n",
    );
    let languages = sources.keys().map(String::as_str).filter(|name| name.starts_with("lang/"));
    for name in LATER.iter().copied().chain(languages) {
        let function = function(source(sources, name)?).replace("import(", "$load(");
        let _ = writeln!(out, "\"./{name}\":async()=>{{{function}}},");
    }
    let _ = writeln!(out, "\"./findling.js\":async()=>$main}};let $main;");
    out.push_str(&main);
    Ok(out)
}

/// A module as the body of a function: it awaits its imports and returns its exports.
fn function(source: &str) -> String {
    let mut out = String::new();
    let mut exports: BTreeSet<String> = BTreeSet::new();
    for line in source.lines() {
        if let Some((names, from)) = line.strip_prefix("import {").and_then(|rest| rest.split_once("} from ")) {
            let _ = writeln!(out, "const {{{names}}} = await $load({});", from.trim_end_matches(';'));
        } else if let Some(names) = line.strip_prefix("export {") {
            let names = names.split('}').next().unwrap_or_default();
            exports.extend(names.split(',').map(|name| name.trim().to_owned()));
        } else if let Some(value) = line.strip_prefix("export default ") {
            let _ = writeln!(out, "const $default = {value}");
            exports.insert("default: $default".to_owned());
        } else if let Some(declared) = line.strip_prefix("export ") {
            let mut words = declared.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
            exports.extend(
                words.find(|word| !matches!(*word, "async" | "function" | "class" | "const" | "")).map(str::to_owned),
            );
            let _ = writeln!(out, "{declared}");
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    let exports: Vec<String> = exports.into_iter().filter(|name| !name.is_empty()).collect();
    let _ = writeln!(out, "return {{ {} }};", exports.join(", "));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function_that_returns_its_exports() {
        let source = "import { a, b } from \"./x.js\";\nexport { b };\nexport async function f() {\n  return a;\n}\nexport const C = 1;\nexport class D {}\n";
        let expected = "const { a, b } = await $load(\"./x.js\");\nasync function f() {\n  return a;\n}\nconst C = 1;\nclass D {}\nreturn { C, D, b, f };\n";
        assert_eq!(function(source), expected);
        assert_eq!(
            function("export default {\n  a: 1,\n};\n"),
            "const $default = {\n  a: 1,\n};\nreturn { default: $default };\n"
        );
    }

    /// The code of a line, without comments; the files have no `//` or `/*` in their texts where it matters here.
    fn code(line: &str) -> String {
        let mut code = String::new();
        let mut rest = line.trim_start();
        if rest.starts_with('*') || rest.starts_with("//") {
            return code;
        }
        while let Some((before, after)) = rest.split_once("/**") {
            code.push_str(before);
            rest = after.split_once("*/").map_or("", |(_, after)| after);
        }
        code + rest
    }

    #[test]
    fn everything_that_is_loaded_is_part_of_the_script() {
        let script = script(&crate::tests::sources(), crate::MODULES).unwrap();
        let code: Vec<String> = script.lines().map(code).collect();
        for line in &code {
            assert!(!line.starts_with("import ") && !line.starts_with("export "), "{line}");
            assert!(!line.contains("import(") && !line.contains("new Worker") && !line.contains("</script"), "{line}");
            for asked in line.split("$load(").skip(1).filter_map(|rest| rest.split(['"', '`']).nth(1)) {
                let name = asked.split(['?', '$']).next().unwrap_or_default();
                // A single file asks no server.
                if name.is_empty() || name.starts_with("node:") {
                    continue;
                }
                assert!(script.contains(&format!("\n\"{name}")) && name.starts_with("./"), "{asked}");
            }
        }
        assert_eq!(script.matches("\n\"./lang/").count(), 28, "every language is part of the script");
    }

    /// The words of a script that are not members of another one.
    fn words(code: &str) -> impl Iterator<Item = &str> {
        code.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))).filter(|word| !word.contains('.'))
    }

    /// The names that a script declares at its top.
    fn declared(source: &str) -> BTreeSet<&str> {
        let declarations = ["const ", "let ", "class ", "function ", "async function "];
        let declares = |line: &&str| {
            let line = line.strip_prefix("export ").unwrap_or(line);
            declarations.iter().any(|start| line.starts_with(start))
        };
        let keywords = ["export", "const", "let", "class", "function", "async"];
        source.lines().filter(declares).filter_map(|line| words(line).find(|word| !keywords.contains(word))).collect()
    }

    #[test]
    fn no_name_of_the_joined_modules_hides_a_global_from_the_others() {
        let sources = crate::tests::sources();
        let joined: BTreeSet<&str> = crate::MODULES
            .iter()
            .filter(|name| **name != WORKER_CLIENT)
            .chain(&["embedded-module.js", "single-file.js"])
            .flat_map(|name| declared(source(&sources, name).unwrap()))
            .collect();
        assert!(joined.contains("FindlingError") && joined.len() > 40, "{joined:?}");
        for name in LATER {
            let text = source(&sources, name).unwrap();
            let (imports, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("import "));
            let own = declared(text);
            // Between braces in declarations and parameters: `const { CROSS } = kit`, `draw({ make, CROSS })`.
            let unpacked = rest.iter().filter(|line| line.contains("const {") || line.contains("{ make"));
            let unpacked = unpacked.filter_map(|line| line.split('{').nth(1)?.split('}').next());
            let named = imports.iter().copied().chain(unpacked);
            let known: BTreeSet<&str> = named.flat_map(words).chain(own).collect();
            let code: Vec<String> = rest.iter().map(|line| code(line)).collect();
            // Names with a capital are those of classes and constants, of browsers too.
            let used = code.iter().flat_map(|line| words(line)).filter(|word| word.starts_with(char::is_uppercase));
            let hidden: BTreeSet<&str> = used.filter(|word| joined.contains(word) && !known.contains(word)).collect();
            assert!(hidden.is_empty(), "{name} means globals, but the joined script declares {hidden:?}");
        }
    }
}
