//! The modules of one crate, and the file that a path of its code leads to.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::circles::Imports;
use super::tokens::{Token, rust_tokens};

/// More steps than any path through re-exports takes; a name that leads to itself ends here.
const STEPS: usize = 20;
/// Words in front of the name of an item.
const DECLARES: &[&str] = &["struct", "enum", "union", "trait", "type", "fn", "const", "static", "macro_rules"];

#[derive(Default)]
struct Module {
    file: PathBuf,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    items: BTreeSet<String>,
    /// Imports by the name that they have here.
    uses: BTreeMap<String, Use>,
    globs: Vec<Use>,
    /// Paths in the code.
    paths: Vec<Vec<String>>,
    /// Names that stand alone in the code.
    names: BTreeSet<String>,
}

struct Use {
    path: Vec<String>,
    public: bool,
}

/// What a path leads to.
enum Target {
    Module(usize),
    /// An item: the module that declares it, and its name there.
    Item(usize, String),
}

#[derive(Default)]
struct Crate {
    modules: Vec<Module>,
}

/// The imports between the files of a crate, by its root file.
pub(crate) fn crate_imports(root: &Path) -> Imports {
    let mut all = Crate::default();
    all.read(root.to_path_buf(), None, true);
    let mut imports = Imports::new();
    for (at, module) in all.modules.iter().enumerate() {
        for (target, name) in all.imported(at) {
            let file = &all.modules[target].file;
            if *file != module.file {
                imports.entry(module.file.clone()).or_default().entry(file.clone()).or_default().insert(name);
            }
        }
    }
    imports
}

impl Crate {
    /// Reads a module's file and its children's. The children of `mod.rs` and of a root are in its own folder.
    fn read(&mut self, file: PathBuf, parent: Option<usize>, owns_folder: bool) -> usize {
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let folder = if owns_folder { file.parent().unwrap().to_path_buf() } else { file.with_extension("") };
        let at = self.add(file, parent);
        self.parse(at, &folder, &rust_tokens(&source));
        at
    }

    fn add(&mut self, file: PathBuf, parent: Option<usize>) -> usize {
        self.modules.push(Module { file, parent, ..Module::default() });
        self.modules.len() - 1
    }

    fn parse(&mut self, at: usize, folder: &Path, tokens: &[Token]) {
        let name_at = |i: usize| if let Some(Token::Name(name)) = tokens.get(i) { Some(name.as_str()) } else { None };
        let is = |i: usize, mark: &str| matches!(tokens.get(i), Some(Token::Mark(found)) if *found == mark);
        let (mut i, mut depth, mut public, mut own_path) = (0, 0_usize, false, None);
        while i < tokens.len() {
            let start = i;
            if is(i, "#") && (is(i + 1, "[") || is(i + 2, "[")) {
                let open = if is(i + 1, "[") { i + 1 } else { i + 2 };
                i = closed(tokens, open);
                match &tokens[open..i] {
                    [_, Token::Name(cfg), _, Token::Name(test), _, _] if cfg == "cfg" && test == "test" => {
                        i = item_end(tokens, i);
                    }
                    [_, Token::Name(path), _, Token::Text(file), _] if path == "path" => own_path = Some(file.clone()),
                    _ => {}
                }
                continue;
            }
            let Some(name) = name_at(i) else {
                depth = (depth + usize::from(is(i, "{"))).saturating_sub(usize::from(is(i, "}")));
                (i, public) = (i + 1, false);
                continue;
            };
            i += 1;
            match (name, name_at(i)) {
                ("pub", _) => {
                    i = if is(i, "(") { closed(tokens, i) } else { i };
                    public = true;
                    continue;
                }
                ("mod", Some(child)) if is(i + 1, "{") => {
                    let end = closed(tokens, i + 1);
                    let module = self.add(self.modules[at].file.clone(), Some(at));
                    self.modules[at].children.insert(child.to_owned(), module);
                    self.parse(module, &folder.join(child), &tokens[i + 2..end - 1]);
                    i = end;
                }
                ("mod", Some(child)) => {
                    let flat =
                        own_path.take().map_or_else(|| folder.join(format!("{child}.rs")), |path| folder.join(path));
                    let nested = folder.join(child).join("mod.rs");
                    let module = if flat.is_file() {
                        self.read(flat, Some(at), false)
                    } else {
                        self.read(nested, Some(at), true)
                    };
                    self.modules[at].children.insert(child.to_owned(), module);
                }
                ("use", _) => i = self.parse_use(at, tokens, i, &[], public),
                (word, _) if DECLARES.contains(&word) => {
                    i += usize::from(is(i, "!"));
                    if depth == 0 {
                        self.modules[at].items.extend(name_at(i).map(str::to_owned));
                    }
                    i += usize::from(name_at(i) != Some("fn"));
                }
                _ => {
                    let mut path = vec![name.to_owned()];
                    while let (true, Some(next)) = (is(i, "::"), name_at(i + 1)) {
                        path.push(next.to_owned());
                        i += 2;
                    }
                    let follows = start > 0 && (is(start - 1, ".") || is(start - 1, "::"));
                    let module = &mut self.modules[at];
                    match path.len() {
                        _ if follows => {}
                        1 => drop(module.names.insert(path.remove(0))),
                        _ => module.paths.push(path),
                    }
                }
            }
            public = false;
        }
    }

    /// Reads a tree of imports from `i` on; returns where it ends.
    fn parse_use(&mut self, at: usize, tokens: &[Token], mut i: usize, prefix: &[String], public: bool) -> usize {
        let mut path = prefix.to_vec();
        while let Some(token) = tokens.get(i) {
            i += 1;
            match token {
                Token::Name(alias) if alias == "as" => {
                    if let Some(Token::Name(alias)) = tokens.get(i) {
                        self.modules[at].uses.insert(alias.clone(), Use { path: path.clone(), public });
                    }
                    path.clear();
                    i += 1;
                }
                Token::Name(name) if name == "self" && !path.is_empty() => {}
                Token::Name(name) => path.push(name.clone()),
                Token::Mark("*") => {
                    self.modules[at].globs.push(Use { path: path.clone(), public });
                    path.clear();
                }
                Token::Mark("{") => {
                    let end = closed(tokens, i - 1);
                    while i < end {
                        i = self.parse_use(at, tokens, i, &path, public);
                    }
                    path.clear();
                }
                Token::Mark("," | "}" | ";") => {
                    if let Some(name) = path.last().filter(|_| path.len() > prefix.len() || path == prefix) {
                        self.modules[at].uses.entry(name.clone()).or_insert(Use { path: path.clone(), public });
                    }
                    return i;
                }
                _ => {}
            }
        }
        i
    }

    /// Everything that a module's code imports: the declaring module and the item's name.
    fn imported(&self, at: usize) -> Vec<(usize, String)> {
        let module = &self.modules[at];
        let item = |path: &[String]| match self.resolve(at, path, STEPS) {
            Some(Target::Item(target, name)) => Some((target, name)),
            _ => None,
        };
        let named = |name: &String| module.names.contains(name) || module.paths.iter().any(|path| path[0] == *name);
        let mut found: Vec<(usize, String)> = module.paths.iter().filter_map(|path| item(path)).collect();
        for (name, import) in &module.uses {
            let target = item(&import.path);
            found.extend(target.filter(|(target, _)| named(name) || !(import.public && self.is_below(*target, at))));
        }
        for glob in &module.globs {
            let name = |name: &String| item(&[glob.path.as_slice(), std::slice::from_ref(name)].concat());
            found.extend(item(&glob.path));
            found.extend(module.names.iter().filter_map(name));
        }
        found
    }

    /// Whether a module is another one's child, at any depth.
    fn is_below(&self, module: usize, above: usize) -> bool {
        std::iter::successors(self.modules[module].parent, |at| self.modules[*at].parent).any(|at| at == above)
    }

    /// What a path in a module leads to, if it stays in the crate.
    fn resolve(&self, at: usize, path: &[String], steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let mut target = Target::Module(at);
        for name in path {
            let Target::Module(at) = target else { break };
            let module = &self.modules[at];
            target = match name.as_str() {
                "crate" => Target::Module(0),
                "self" => Target::Module(at),
                "super" => Target::Module(module.parent?),
                name if module.children.contains_key(name) => Target::Module(module.children[name]),
                name if module.items.contains(name) => Target::Item(at, name.to_owned()),
                name => match module.uses.get(name) {
                    Some(import) => self.resolve(at, &import.path, steps)?,
                    None => module.globs.iter().find_map(|glob| {
                        let Target::Module(from) = self.resolve(at, &glob.path, steps)? else { return None };
                        self.resolve(from, &[name.to_owned()], steps)
                    })?,
                },
            };
        }
        Some(target)
    }
}

/// The place after the bracket that closes the one at `open`.
fn closed(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Mark("{" | "(" | "[") => depth += 1,
            Token::Mark("}" | ")" | "]") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// The place after an item: its `;`, or its braces.
fn item_end(tokens: &[Token], mut i: usize) -> usize {
    while let Some(token) = tokens.get(i) {
        match token {
            Token::Mark(";") => return i + 1,
            Token::Mark("(" | "[") => i = closed(tokens, i),
            Token::Mark("{") => {
                let end = closed(tokens, i);
                return end + usize::from(matches!(tokens.get(end), Some(Token::Mark(";"))));
            }
            _ => i += 1,
        }
    }
    i
}
