//! Joins modules into one.
//!
//! This works on lines and knows no JavaScript. It relies on how the files in `www/` are written: an import takes one line, and no two
//! modules declare the same name at their top level. The tests of this crate check that.

use crate::error::Error;
use crate::files::{Files, source};

/// The modules with these names as one.
pub(crate) fn modules(sources: &Files, names: &[&str]) -> Result<String, Error> {
    let modules: Result<Vec<_>, Error> = names.iter().map(|name| Ok((*name, source(sources, name)?))).collect();
    Ok(join(&modules?))
}

/// The modules as one: without their imports of each other, and with the exports of the last alone.
pub(crate) fn join(modules: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (i, (_, source)) in modules.iter().enumerate() {
        let entry = i + 1 == modules.len();
        for line in source.lines() {
            if line.starts_with("import ") && modules.iter().any(|(name, _)| line.contains(&format!("\"./{name}\""))) {
                continue;
            }
            let line = match line.split_once(" from \"./") {
                Some(_) if line.starts_with("export {") && !entry => continue,
                Some((names, _)) if line.starts_with("export {") => &format!("{names};"),
                _ if entry => line,
                _ => line.strip_prefix("export ").unwrap_or(line),
            };
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_modules_have_the_exports_of_the_last() {
        let modules = [
            ("a.js", "export { z } from \"./z.js\";\nexport const a = 1;\n"),
            (
                "b.js",
                "import { a } from \"./a.js\";\nimport \"./c.js\";\nexport { a } from \"./a.js\";\nexport class B {}\n",
            ),
        ];
        assert_eq!(join(&modules), "const a = 1;\nimport \"./c.js\";\nexport { a };\nexport class B {}\n");
    }
}
