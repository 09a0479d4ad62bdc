//! `README.md` of an export: what each file is, and what to do with it.

use std::fmt::Write;

use super::facts::Facts;
use super::target::Target;
use crate::quantity::count;

/// The text.
pub(crate) fn readme(facts: &Facts, pages: usize, passages: usize) -> String {
    let target = facts.target;
    let mut text = format!(
        "# A search for {}\n\nWritten by `findling export --to {}`: {} of {}.\n\n| file | |\n|---|---|\n| `records.jsonl` | the passages, one a line |\n",
        target.title(),
        target.name(),
        count(passages, "passage"),
        count(pages, "page"),
    );
    for (name, about) in match target {
        Target::Groonga => &[
            ("schema.txt", "tables and columns: a command a line, as the path of a URL"),
            ("indexes.txt", "indexes, which are made after the records are loaded"),
            ("synonyms.jsonl", "for each word its inflected forms and synonyms, if there are any"),
            ("variants.jsonl", "traditional characters with their simplified ones, if the corpus may be Chinese"),
        ][..],
        Target::Opensearch => &[("index.json", "analyzers and mappings")][..],
        Target::Meilisearch => &[("settings.json", "the settings of the index")][..],
        Target::Typesense => &[
            ("schema.json", "the schema of the collection"),
            ("synonyms.json", "words with the same meaning, if there are any"),
        ][..],
        Target::Quickwit => &[("index.json", "the configuration of the index")][..],
        Target::Jsonl => &[][..],
    } {
        let _ = writeln!(text, "| `{name}` | {about} |");
    }
    if target == Target::Jsonl {
        text.push_str("| `www/` | the page. Write `www/provider.js`, which asks your engine |\n");
        return text;
    }
    text.push_str(
        "| `import.sh` | loads everything. Needs curl and awk |\n| `www/` | the page that asks the engine |\n\n",
    );
    text.push_str("1. Start the engine, and run `sh import.sh`. `ENDPOINT` and `KEY` are read from the environment.\n");
    text.push_str("2. Set `endpoint` in `www/provider.json` to the address that visitors reach.");
    if matches!(target, Target::Meilisearch | Target::Typesense) {
        text.push_str(" Set `key` to a search-only key: every visitor can read it.");
    }
    text.push_str("\n3. Copy `www/` into the site as the folder `findling/`.\n");
    text
}
