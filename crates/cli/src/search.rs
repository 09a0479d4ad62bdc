//! `findling search`: runs one query for a person, or a file of queries for a program.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use findling_core::index::Weights;
use findling_core::search::{Filter, bytes, results};
use findling_core::{Answer, Index, Options};
use serde_json::json;

use crate::colours::{Colours, harmless};
use crate::error::print;
use crate::quantity::count;
use crate::weights::{self, Weight};
use crate::{Failure, filters, open, queries};

const EXAMPLES: &str = "\
Examples:
  findling search public \"climate change\"                     Search the site in public/
  findling search public water --filter year=2020.. --limit 3 Only pages since 2020
  findling search public water --sort 'date desc' --json      The newest first, as JSON";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Search {
    /// A findling.wasm, or the folder that contains it
    #[arg(value_name = "INDEX")]
    path: PathBuf,
    /// The query
    #[arg(required_unless_present = "queries", allow_hyphen_values = true)]
    query: Option<String>,
    /// Answer each line of this file ({"qid","query"}) with a line {"qid","ids"}
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    queries: Option<PathBuf>,
    /// Maximum number of pages
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Only pages with this metadata: FIELD=VALUE, FIELD!=VALUE, or FIELD=FROM..TO (either end is optional).
    /// Values for one field are alternatives; different fields must all match
    #[arg(long, value_name = "CONDITION", value_parser = filters::condition)]
    filter: Vec<(String, Filter)>,
    /// Sort pages by a metadata field instead of by rank: "date", "date desc"
    #[arg(long, value_name = "FIELD", value_parser = filters::order)]
    sort: Option<String>,
    /// Count the values of this metadata field over all pages found
    #[arg(long, value_name = "FIELD")]
    facets: Vec<String>,
    /// Change a ranking weight for this search: title=4
    #[arg(long, value_name = "NAME=NUMBER", value_parser = weights::weight)]
    weight: Vec<Weight>,
    /// Explain why each page was found
    #[arg(long)]
    explain: bool,
    /// Print JSON, with ranges in bytes
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let index = open::index(&self.path)?;
        self.check_fields(&index)?;
        let options = Options {
            limit: self.limit,
            filters: filters::merge(self.filter),
            sort: self.sort,
            facets: self.facets,
            explain: self.explain,
            weights: Some(weights::set(*index.weights(), &self.weight)),
            ..Options::default()
        };
        if let Some(file) = self.queries {
            for asked in queries::read(&file)? {
                let ids = ids(&index, &index.search(&asked.query, &options));
                print(&format!("{}\n", json!({ "qid": asked.qid, "ids": ids })))?;
            }
            return Ok(());
        }
        let answer = index.search(&self.query.unwrap_or_default(), &options);
        let weights = options.weights.unwrap_or_default();
        if self.json {
            return print(&format!(
                "{}\n",
                serde_json::to_string_pretty(&results(&index, &answer, bytes)).unwrap_or_default()
            ));
        }
        print(&readable(&index, &answer, self.explain.then_some(&weights), Colours::of_output()))
    }
}

impl Search {
    /// Refuses a field that no page has: the answer would be empty, or in no order.
    fn check_fields(&self, index: &Index) -> Result<(), Failure> {
        let fields = index.fields();
        let filters = self.filter.iter().map(|(field, _)| ("--filter", field.as_str()));
        let facets = self.facets.iter().map(|field| ("--facets", field.as_str()));
        let order = self.sort.iter().filter_map(|order| order.split(' ').next()).map(|field| ("--sort", field));
        for (flag, field) in filters.chain(facets).chain(order) {
            let title = if flag == "--sort" { "title, " } else { "" };
            if !fields.contains(&field) && (flag, field) != ("--sort", "title") {
                let valid = fields.join(", ");
                return Err(Failure::Usage(format!(
                    "{flag}: no page has the field “{field}”. Valid fields: {title}{valid}"
                )));
            }
        }
        Ok(())
    }
}

/// The ids of the pages found, best first.
pub(crate) fn ids<'a>(index: &'a Index, answer: &Answer) -> Vec<&'a str> {
    answer.pages.iter().map(|p| index.page_id(p.page)).collect()
}

/// The answer as text, explained by the weights if there are any. Without colours, marks are in brackets.
fn readable(index: &Index, answer: &Answer, weights: Option<&Weights>, colours: Colours) -> String {
    let mut out = String::new();
    let matches = |count: usize| format!(", {count} {}", if count == 1 { "match" } else { "matches" });
    let found = count(answer.total, "page") + &answer.count.map(matches).unwrap_or_default();
    let _ = writeln!(out, "{}", colours.quiet(found));
    for relaxed in &answer.relaxed {
        let told = format!("({}: {} → {})", relaxed.kind.name(), relaxed.from, relaxed.to);
        let _ = writeln!(out, "{}", colours.fair(harmless(&told)));
    }
    if !answer.missing.is_empty() {
        let told = format!("(nowhere: {})", answer.missing.join(", "));
        let _ = writeln!(out, "{}", colours.fair(harmless(&told)));
    }
    if !answer.excluded.is_empty() {
        let note = format!("(without: {})", answer.excluded.join(", "));
        let _ = writeln!(out, "{}", colours.fair(harmless(&note)));
    }
    for (field, values) in &answer.facets {
        let counts: Vec<String> = values.iter().map(|(value, count)| format!("{value} ×{count}")).collect();
        let _ = writeln!(out, "{}: {}", colours.strong(harmless(field)), harmless(&counts.join(", ")));
    }
    for (i, page) in answer.pages.iter().enumerate() {
        let (title, url) = (index.page_title(page.page), index.page_url(page.page));
        let (title, url) = (colours.strong(harmless(title)), colours.link(harmless(url)));
        let _ = writeln!(out, "\n{}. {title}  {url}  {}", i + 1, colours.quiet(format!("×{}", page.count)));
        for why in &page.why {
            let fields: Vec<&str> = why.fields.iter().map(|field| field.name()).collect();
            let fields = fields.join(", ");
            let word = harmless(&why.word);
            let _ =
                write!(out, "   “{word}”: {} in {fields}, ×{}, weight {:.2}", why.kind.name(), why.count, why.weight);
            // 1, unless the owner gave the element a weight.
            let times = format!("{:.1}", why.emphasis);
            let _ = writeln!(out, "{}", if times == "1.0" { String::new() } else { format!(" × {times}") });
        }
        if let Some(factor) = page.lowered.filter(|_| weights.is_some()) {
            let _ =
                writeln!(out, "   changelog, list of links, older version, copy or translation: score × {factor:.2}");
        }
        for ((field, value), marks) in index.page_meta(page.page).zip(&page.meta_marks) {
            if !marks.is_empty() {
                let field = colours.quiet(format!("{}:", harmless(field)));
                let _ = writeln!(out, "   {field} {}", marked(value, marks, colours).replace('\n', " "));
            }
        }
        for passage in &page.passages {
            let heading = index.passage_heading(passage.passage);
            if !heading.is_empty() {
                let _ = writeln!(out, "   {}", colours.quiet(harmless(heading)));
            }
            let _ = writeln!(out, "   {}", marked(&passage.text, &passage.marks, colours).replace('\n', " "));
        }
    }
    out
}

fn marked(text: &str, marks: &[std::ops::Range<usize>], colours: Colours) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(&harmless(text.get(at..mark.start).unwrap_or("")));
        out.push_str(&colours.found(&harmless(text.get(mark.clone()).unwrap_or(""))));
        at = mark.end;
    }
    out + &harmless(text.get(at..).unwrap_or(""))
}
