//! All scripts of the search page as one, which fetches nothing: what else comes by `import()` is a function of this script.
//!
//! As `assets`, it knows no JavaScript and holds for the files in `www/` because of how they are written: an import or an export takes
//! one line, and names what it brings.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::assets::{FILES, MODULES, bundle, glue};
use crate::squeeze::squeeze;

/// The worker's place is taken by the page itself.
const ASIDE: &str = "worker-client.js";
const ALONE_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/embedded-module.js"));
/// What begins, behind everything that it is made of.
const SINGLE_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/single-file.js"));
/// Scripts that come later in a page of many files, and are here from the beginning.
const LATER: &[&str] =
    &["details.js", "extra.js", "facets.js", "help.js", "highlight.js", "index.js", "marks.js", "merged-index.js"];

/// The script.
pub(super) fn script() -> String {
    let single = SINGLE_JS.replace("./embedded-module.js", "./worker-client.js");
    let taken = |&(name, source): &(&'static str, &'static str)| (name, if name == ASIDE { ALONE_JS } else { source });
    let mut modules: Vec<(&str, &str)> = MODULES.iter().map(taken).collect();
    modules.push(("single-file.js", &single));
    let main = bundle(&modules);
    let mut out = String::from(
        "const $made={},$load=async(name)=>{name=name.split(\"?\")[0];return $made[name]??=$modules[name]()},$modules={\n",
    );
    let glue = glue();
    let later = FILES.iter().filter(|(name, _)| LATER.contains(name) || name.starts_with("lang/"));
    for (name, source) in later.copied().chain([("engine.js", glue.as_str())]) {
        let _ = writeln!(out, "\"./{name}\":async()=>{{{}}},", squeeze(&function(source)).replace("import(", "$load("));
    }
    let _ = writeln!(out, "\"./findling.js\":async()=>$main}};let $main;");
    let main = main.replace("const MAIN = {", "$main = {");
    out.push_str(&squeeze(&main).replace("import(", "$load("));
    out
}

/// A module's text as a function's: what it imports is waited for, and what it exports is returned.
fn function(source: &str) -> String {
    let mut out = String::new();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for line in source.lines() {
        if let Some((names, from)) = line.strip_prefix("import {").and_then(|rest| rest.split_once("} from ")) {
            let _ = writeln!(out, "const {{{names}}} = await $load({});", from.trim_end_matches(';'));
        } else if let Some(names) = line.strip_prefix("export {") {
            let names = names.split('}').next().unwrap_or_default();
            given.extend(names.split(',').map(|name| name.trim().to_owned()));
        } else if let Some(value) = line.strip_prefix("export default ") {
            let _ = writeln!(out, "const $default = {value}");
            given.insert("default: $default".to_owned());
        } else if let Some(declared) = line.strip_prefix("export ") {
            let mut words = declared.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
            given.extend(
                words.find(|word| !matches!(*word, "async" | "function" | "class" | "const" | "")).map(str::to_owned),
            );
            let _ = writeln!(out, "{declared}");
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    let given: Vec<String> = given.into_iter().filter(|name| !name.is_empty()).collect();
    let _ = writeln!(out, "return {{ {} }};", given.join(", "));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function_that_returns_what_it_exports() {
        let source = "import { a, b } from \"./x.js\";\nexport { b };\nexport async function f() {\n  return a;\n}\nexport const C = 1;\nexport class D {}\n";
        let expected = "const { a, b } = await $load(\"./x.js\");\nasync function f() {\n  return a;\n}\nconst C = 1;\nclass D {}\nreturn { C, D, b, f };\n";
        assert_eq!(function(source), expected);
        assert_eq!(
            function("export default {\n  a: 1,\n};\n"),
            "const $default = {\n  a: 1,\n};\nreturn { default: $default };\n"
        );
    }

    #[test]
    fn nothing_is_imported_that_is_not_here() {
        let script = script();
        for word in ["import(", "import{", "export ", "new Worker", "</script"] {
            assert!(!script.contains(word), "{word}");
        }
        for asked in script.split("$load(").skip(1).filter_map(|rest| rest.split(['"', '`']).nth(1)) {
            let name = asked.split(['?', '$']).next().unwrap_or_default();
            // What a server would be asked for is asked of none here.
            if name.is_empty() || name.starts_with("node:") {
                continue;
            }
            assert!(script.contains(&format!("\"{name}")) && name.starts_with("./"), "{asked}");
        }
        assert_eq!(script.matches("\"./lang/").count(), 28, "every language is here");
    }
}
