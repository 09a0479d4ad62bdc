//! Holds the TypeScript declarations (`www/findling.d.ts`, `npm/command.d.ts`) to the types in Rust that answers and options have, and to
//! the scripts that they declare. Every comparison goes both ways: a member on one side only is a failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test states conditions")]

mod seeds;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::iter::successors;
use std::path::{Path, PathBuf};

use findling_core::index::{Field as Part, PageId, PassageId, Weights};
use findling_core::search::{
    Answer, Kind, PageHit, PassageHit, Relaxation, Relaxed, Suggestion, Why, about, results, utf16,
};
use findling_core::{Index, Options};
use findling_harness::{HarnessError, node};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};
use serde::Serialize;
use serde_json::{Value, json};
use syntax::{Class, Export, Field, Module, Parameters, Type};

fn www(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www").join(name)
}

fn declared() -> Module {
    Module::read(&www("findling.d.ts"))
}

fn set<T: ToString>(items: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

/// An index in which everything occurs that an answer can contain.
fn index() -> Index {
    let mut corpus = Corpus::default();
    let blocks =
        vec![Block::Heading { level: 2, text: "Glass".to_owned() }, Block::Paragraph("Rings of glass.".to_owned())];
    let meta = BTreeMap::from([("date".to_owned(), vec!["2020-03-30".to_owned()])]);
    let (url, title, lang) = ("lens.html".to_owned(), "The lens".to_owned(), "en".to_owned());
    corpus.pages = vec![Page { url, title, lang, blocks, meta, ..Page::default() }];
    let file = build(&corpus, &findling_indexer::Options::default()).unwrap().bytes;
    Index::open(&file, Box::new(NativeHost)).unwrap()
}

/// Every kind of match. A new kind does not compile here before it is listed.
fn kinds() -> impl Iterator<Item = Kind> {
    successors(Some(Kind::Exact), |last| match last {
        Kind::Exact => Some(Kind::Variant),
        Kind::Variant => Some(Kind::Part),
        Kind::Part => Some(Kind::Inflected),
        Kind::Inflected => Some(Kind::Prefix),
        Kind::Prefix => Some(Kind::Synonym),
        Kind::Synonym => Some(Kind::Pinyin),
        Kind::Pinyin => Some(Kind::Typo),
        Kind::Typo => None,
    })
}

/// Every relaxation.
fn relaxations() -> impl Iterator<Item = Relaxation> {
    successors(Some(Relaxation::Page), |last| match last {
        Relaxation::Page => Some(Relaxation::Some),
        Relaxation::Some => Some(Relaxation::Typo),
        Relaxation::Typo => Some(Relaxation::Pinyin),
        Relaxation::Pinyin => None,
    })
}

/// Every part of a page that is searched.
fn parts() -> impl Iterator<Item = Part> {
    successors(Some(Part::Title), |last| match last {
        Part::Title => Some(Part::Heading),
        Part::Heading => Some(Part::Body),
        Part::Body => Some(Part::Meta),
        // Ids and addresses are not searched.
        Part::Meta | Part::Alias | Part::Plain => None,
    })
}

/// An answer in which no list is empty.
fn answer(index: &Index) -> Answer {
    let why =
        |kind| Why { word: "glass".into(), kind, fields: parts().collect(), count: 2, weight: 1.5, emphasis: 1.0 };
    let last = PassageId(u32::try_from(index.passages().len()).unwrap() - 1);
    let passage = PassageHit {
        passage: last,
        score: 1.5,
        heading_marks: vec![0..3; 1],
        text: "Rings of glass.".into(),
        marks: vec![9..14; 1],
    };
    let title_marks = vec![4..8; 1];
    let (passages, why) = (vec![passage], kinds().map(why).collect());
    let meta_marks = vec![vec![0..4; 1]];
    let page = PageHit {
        page: PageId(0),
        score: 2.5,
        count: 2,
        lowered: Some(0.5),
        title_marks,
        meta_marks,
        passages,
        matching: 1,
        unread: Vec::new(),
        is_doubtful: false,
        why,
    };
    Answer {
        query: "glass lense".into(),
        total: 1,
        count: Some(2),
        at_most: true,
        pages: vec![page],
        relaxed: relaxations().map(|kind| Relaxed { kind, from: "lense".into(), to: "lens".into() }).collect(),
        missing: vec!["lense".into()],
        excluded: vec!["frame".into()],
        suggestions: vec!["lens".into()],
        facets: vec![("year".into(), vec![("2020".into(), 1)])],
    }
}

/// Asserts that a value has exactly the members and the kinds of values that an interface declares, and every part of the interface.
fn assert_declared(value: &impl Serialize, name: &str) {
    let (module, value) = (declared(), serde_json::to_value(value).unwrap());
    let (of, mut seen) = (Type::Name(name.to_owned(), Vec::new()), BTreeSet::new());
    module.types.check(&value, &of, name, &mut seen).unwrap_or_else(|error| panic!("{error}, in {value:#}"));
    let missing: Vec<String> = module.types.parts(&of, name).difference(&seen).cloned().collect();
    assert!(missing.is_empty(), "declared, and in no value: {missing:#?}");
}

#[test]
fn answers_are_declared_as_they_are_serialized() {
    let index = index();
    assert_declared(&results(&index, &answer(&index), utf16), "Results");
    assert_declared(&about(&index), "About");
}

#[test]
fn completions_are_declared_as_they_are_serialized() {
    // Metadata is not completed.
    for (kind, url) in parts().filter(|part| *part != Part::Meta).zip([Some("lens.html".to_owned()), None, None]) {
        let given = [Suggestion { text: "lens".into(), kind, url }];
        let value = serde_json::to_value(&given).unwrap();
        let of = Type::Name("Suggestion".to_owned(), Vec::new());
        declared().types.check(&value[0], &of, "Suggestion", &mut BTreeSet::new()).unwrap();
    }
    let kinds = declared().types.object("Suggestion").remove("kind").unwrap();
    assert_eq!(declared().types.literals(&kinds.value), set(["title", "heading", "text"]));
}

/// Values of every kind that an option could have.
fn probes() -> Vec<Value> {
    let plain = [json!("x"), json!(1), json!(true), json!(["x"]), json!([1]), json!(["x", 1]), json!([true])];
    let nested = ["not", "from", "to", "other"].map(|key| plain.clone().map(|value| json!({ key: value })));
    let plain: Vec<Value> = plain.into_iter().chain(nested.into_iter().flatten()).collect();
    let below = |key: &str| plain.iter().map(move |value| json!({ key: value })).collect::<Vec<_>>();
    [below("field"), below("title"), plain.clone(), vec![json!({})]].concat()
}

#[test]
fn options_are_declared_as_they_are_read() {
    let (module, index) = (declared(), index());
    let options = module.types.object("SearchOptions");
    assert_eq!(set(options.keys()), set(Options::NAMES), "names of options");
    for (name, Field { optional, value }) in &options {
        assert!(optional, "{name} is declared as if it were required");
        for probe in probes() {
            let declared = module.types.check(&probe, value, name, &mut BTreeSet::new());
            let read = Options::read(&index, &json!({ name: probe }));
            // A field that the corpus lacks is refused after its type was read.
            let accepted =
                read.as_ref().err().is_none_or(|error| error.to_string().starts_with("no page has the field"));
            assert_eq!(declared.is_ok(), accepted, "{name}: {probe}: declared: {declared:?}; read: {read:?}");
        }
    }
    let weights = module.types.object("SearchOptions").remove("weights").unwrap();
    let Type::Object(weights) = module.types.expand(&weights.value) else { panic!("weights are no object") };
    assert_eq!(set(weights.keys()), set(Weights::default().named().map(|(name, _)| name)), "names of weights");
}

#[test]
fn module_reads_the_declared_options() -> Result<(), HarnessError> {
    let module = declared();
    let valid: Vec<Value> = module
        .types
        .object("SearchOptions")
        .iter()
        .flat_map(|(name, field)| probes().into_iter().map(move |probe| (name, field, probe)))
        // An empty filter is allowed by the type, and refused when it is read: it could not mean anything.
        .filter(|(_, _, probe)| *probe != json!({ "field": {} }))
        .filter(|(name, field, probe)| module.types.check(probe, &field.value, name, &mut BTreeSet::new()).is_ok())
        .map(|(name, _, probe)| json!({ name: probe }))
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("declarations");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}")?;
    for name in ["findling.js", "index.js", "engine.js", "findling.wasm"] {
        fs::write(folder.join(name), &seeds::site().files[name])?;
    }
    let script = format!(
        "import {{ readFile }} from 'node:fs/promises';
        import {{ open }} from './findling.js';
        const index = await open(await readFile(new URL('findling.wasm', import.meta.url)));
        const lacking = (error) => {{ if (!error.message.startsWith('no page has the field')) throw error; }};
        for (const options of {}) await index.search('lens', options).catch(lacking);
        console.log(await index.search('lens', {{ unknown: 1 }}).catch((error) => `${{error.name}}: ${{error.message}}`));",
        Value::Array(valid)
    );
    fs::write(folder.join("options.js"), script)?;
    let refused = node(&folder.join("options.js"), &[])?;
    let names = Options::NAMES.join(", ");
    assert_eq!(refused.trim(), format!("TypeError: there is no option \"unknown\"; there are {names}"));
    Ok(())
}

/// A name that a script exports, followed to the module that defines it.
fn definition(path: &Path, name: &str) -> (PathBuf, Module, String) {
    let module = Module::read(path);
    match module.exports.get(name) {
        Some(Export::From(from, name)) => definition(&path.parent().unwrap().join(from), name),
        Some(_) => (path.to_owned(), module, name.to_owned()),
        None => panic!("{} does not export {name}", path.display()),
    }
}

/// Asserts that a function takes the declared parameters.
fn assert_parameters(name: &str, declared: &Parameters, actual: &Parameters) {
    assert_eq!(declared.len(), actual.len(), "{name} is declared with {declared:?}, and takes {actual:?}");
    for (declared, actual) in declared.iter().zip(actual) {
        assert!(actual.name.is_none() || declared.name == actual.name, "{name}: {declared:?} is {actual:?}");
        assert!(declared.optional || !actual.optional, "{name}: {declared:?} has a default");
    }
}

/// The members of a class with those that it inherits from other classes of the scripts.
fn members(path: &Path, name: &str) -> BTreeMap<String, Option<Parameters>> {
    let mut module = Module::read(path);
    let Class { parent, members: own, .. } = module.classes.remove(name).expect(name);
    let inherited = parent.map(|parent| match module.imports.get(&parent) {
        Some((from, name)) => members(&path.parent().unwrap().join(from), name),
        None if module.classes.contains_key(&parent) => members(path, &parent),
        // A class of the browser's.
        None => BTreeMap::new(),
    });
    inherited.unwrap_or_default().into_iter().chain(own).collect()
}

/// Asserts that every declared member of a class exists, with its parameters.
fn assert_members(
    name: &str,
    declared: &BTreeMap<String, Option<Parameters>>,
    actual: &BTreeMap<String, Option<Parameters>>,
) {
    for (member, parameters) in declared {
        let found = actual
            .get(member)
            .unwrap_or_else(|| panic!("{name} is declared with {member}, and has {:?}", actual.keys()));
        match (parameters, found) {
            (Some(declared), Some(actual)) => assert_parameters(&format!("{name}.{member}"), declared, actual),
            (declared, actual) => assert_eq!(declared.is_some(), actual.is_some(), "{name}.{member}"),
        }
    }
}

/// The members of an interface, as those of a class.
fn interface(module: &Module, name: &str) -> BTreeMap<String, Option<Parameters>> {
    let parameters = |field: Field| match field.value {
        Type::Function(parameters) => Some(parameters),
        _ => None,
    };
    module.types.object(name).into_iter().map(|(name, field)| (name, parameters(field))).collect()
}

/// Asserts that a script exports the declared values, each as it is declared.
fn assert_exports(declarations: &Path, script: &Path) {
    let (declared, actual) = (Module::read(declarations), Module::read(script));
    assert_eq!(set(declared.exports.keys()), set(actual.exports.keys()), "exports of {}", script.display());
    for (name, export) in &declared.exports {
        let (path, module, local) = definition(script, name);
        match (export, &module.exports[&local]) {
            (Export::Function(declared), Export::Function(actual)) => assert_parameters(name, declared, actual),
            (Export::Constant, Export::Constant) => {}
            (Export::Class, Export::Class) => {
                let mut stated = members(declarations, name);
                // It is the browser's, and declared for the types of its events.
                stated.remove("addEventListener");
                assert_members(name, &stated, &members(&path, &local));
                if let Some(constructor) = &declared.classes[name].constructor {
                    assert_parameters(name, constructor, module.classes[&local].constructor.as_ref().expect(name));
                }
            }
            (declared, actual) => panic!("{name} is declared as {declared:?}, and is {actual:?}"),
        }
    }
}

#[test]
fn scripts_export_what_is_declared() {
    assert_exports(&www("findling.d.ts"), &www("findling.js"));
    let npm = Path::new(env!("CARGO_MANIFEST_DIR")).join("npm");
    assert_exports(&npm.join("command.d.ts"), &npm.join("command.js"));
}

#[test]
fn exports_of_marks_js_are_declared() {
    let (module, script) = (declared(), Module::read(&www("marks.js")));
    let stated = interface(&module, "MarksModule");
    assert_eq!(set(stated.keys()), set(script.exports.keys()));
    let (_, highlight, local) = definition(&www("marks.js"), "mark");
    let Export::Function(actual) = &highlight.exports[&local] else { panic!("mark is not a function") };
    assert_parameters("mark", stated["mark"].as_ref().expect("mark is declared as a function"), actual);
}

#[test]
fn interfaces_have_the_public_members_of_their_classes() {
    let module = declared();
    for (name, file, class) in [
        ("FindlingMarks", "marks.js", "FindlingMarks"),
        ("Marks", "highlight.js", "Marks"),
        ("Words", "i18n.js", "Words"),
        ("Index", "index.js", "EngineIndex"),
        ("Index", "merged-index.js", "MergedIndex"),
    ] {
        let (stated, mut actual) = (interface(&module, name), members(&www(file), class));
        // The browser calls these.
        actual.retain(|name, _| !["connectedCallback", "disconnectedCallback"].contains(&name.as_str()));
        assert_eq!(set(stated.keys()), set(actual.keys()), "{name}, class {class} of {file}");
        assert_members(name, &stated, &actual);
    }
    // It has members for the page's side of the worker, too.
    assert_members("Index", &interface(&module, "Index"), &members(&www("worker-client.js"), "WorkerIndex"));
}

#[test]
fn every_language_has_the_declared_strings() {
    let module = declared();
    let plural = |field: &Field| field.value == Type::Name("Plural".to_owned(), Vec::new());
    let strings: BTreeMap<String, bool> =
        module.types.object("Strings").iter().map(|(name, field)| (name.clone(), plural(field))).collect();
    let extra: BTreeMap<String, bool> =
        module.types.object("ExtraStrings").into_keys().map(|name| (name, false)).collect();
    assert_eq!(Module::read(&www("i18n.js")).objects["ENGLISH"], strings);
    assert_eq!(Module::read(&www("extra.js")).objects["ENGLISH"], extra);
    for (folder, strings) in [("lang", &strings), ("lang/more", &extra)] {
        let files = fs::read_dir(www(folder)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let files: Vec<PathBuf> = files.collect();
        assert!(!files.is_empty());
        for path in files {
            assert_eq!(&Module::read(&path).objects["default"], strings, "{}", path.display());
        }
    }
}

/// The string literals after some text in the scripts.
fn literals_after(before: &str) -> BTreeSet<String> {
    let before = format!("{before}\"");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(www("")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let text = fs::read_to_string(&path).unwrap();
            let after = text.split(&before).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(after.map(str::to_owned));
        }
    }
    found
}

#[test]
fn events_and_error_codes_are_declared() {
    let module = declared();
    let mut dispatched = &literals_after("#tell(") | &literals_after(".emit(");
    // It redraws the element and is not dispatched.
    assert!(dispatched.remove("change"));
    let names = module.types.object("FindlingEvents").into_keys();
    assert_eq!(set(names), set(dispatched.iter().map(|name| format!("findling:{name}"))));

    let codes = ["FindlingError(", "fault(", "code = "].into_iter().flat_map(literals_after).collect();
    assert_eq!(module.types.literals(&Type::Name("ErrorCode".to_owned(), Vec::new())), codes);
}
