//! `findling eval`: measures search quality with the usual metrics.

mod answers;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use findling_core::index::PageId;
use findling_core::{Index, Options};
use serde_json::{Value, json};

use crate::colours::Colours;
use crate::error::{print, warn};
use crate::queries::QueryLine;
use crate::{Failure, open, queries, search};

use answers::AnswerSums;

const EXAMPLES: &str = "\
Examples:
  findling eval public --queries questions.jsonl           Print a table of MRR@10, hit@1, ...
  findling eval public --queries questions.jsonl --misses  Also list the queries that failed";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Eval {
    /// A findling.wasm, or the folder that contains it
    #[arg(value_name = "INDEX")]
    path: PathBuf,
    /// Lines of {"qid","query","gold":[ids],"task"}. With "answers":[texts], a second table shows how many questions have the right
    /// page first (page@1) or among three (page@3), and an answer in the first snippet (first), in one of the first page's (page) or
    /// of the first three pages' (three)
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Print the queries whose first result is not a right page, with the rank of the first one that is, and those whose first
    /// snippet has no answer
    #[arg(long)]
    misses: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Sums over the queries of one task.
#[derive(Debug, Default)]
struct Sums {
    queries: usize,
    reciprocal: f64,
    first: usize,
    ten: usize,
    recall: f64,
    precision: f64,
    none: usize,
    answers: AnswerSums,
}

impl Sums {
    /// Adds a query with its first 10 results. Returns the rank of the first answer.
    fn add(&mut self, gold: &[String], found: &[&str]) -> Option<usize> {
        let is_gold = |id: &&str| gold.iter().any(|g| g == id);
        let right = found.iter().filter(|id| is_gold(id)).count() as f64;
        let rank = found.iter().position(is_gold);
        self.queries += 1;
        self.reciprocal += rank.map_or(0.0, |r| 1.0 / (r + 1) as f64);
        self.first += usize::from(rank == Some(0));
        self.ten += usize::from(rank.is_some());
        self.recall += right / gold.len().clamp(1, 10) as f64;
        self.precision += if found.is_empty() { 0.0 } else { right / found.len() as f64 };
        self.none += usize::from(found.is_empty());
        rank
    }

    fn row(&self, task: &str, colours: Colours) -> String {
        let n = self.queries.max(1) as f64;
        // The main metric has a colour.
        let reciprocal = self.reciprocal / n;
        let shown = format!("{reciprocal:>7.4}");
        let shown = match reciprocal {
            0.9.. => colours.good(shown),
            0.7.. => colours.fair(shown),
            _ => colours.bad(shown),
        };
        format!(
            "{task:<16} {:>7} {shown} {:>7.4} {:>7.4} {:>9.4} {:>12.4} {:>10}\n",
            self.queries,
            self.first as f64 / n,
            self.ten as f64 / n,
            self.recall / n,
            self.precision / n,
            self.none
        )
    }
}

impl Sums {
    fn as_json(&self, task: &str) -> Value {
        let n = self.queries.max(1) as f64;
        let mut row = json!({
            "task": task, "queries": self.queries, "mrr10": self.reciprocal / n, "hit1": self.first as f64 / n,
            "hit10": self.ten as f64 / n, "recall10": self.recall / n, "precision10": self.precision / n, "none": self.none,
        });
        if !self.answers.is_empty() {
            row["answers"] = self.answers.as_json();
        }
        row
    }
}

impl Eval {
    /// Refuses a file of queries whose score could only be 0.
    fn sensible(&self, index: &Index, asked: &[QueryLine]) -> Result<(), Failure> {
        let wrong = |what: &str| Err(Failure::Line { path: self.queries.clone(), line: 1, what: what.to_owned() });
        let ids: BTreeSet<&str> = (0..index.pages().len() as u32).map(|page| index.page_id(PageId(page))).collect();
        let gold = || asked.iter().flat_map(|asked| &asked.gold);
        let gone = gold().filter(|id| !ids.contains(id.as_str())).count();
        match gold().count() {
            _ if asked.is_empty() => {
                wrong("the file has no query. Expected lines like {\"qid\": …, \"query\": …, \"gold\": [ids]}")
            }
            0 => wrong("no query has an answer. Add \"gold\": [ids] to the lines, with the ids of pages"),
            all if gone == all => {
                wrong("none of the answers is a page of this index. Give the index that was built from these texts")
            }
            all if gone > 0 => {
                warn(&format!("{gone} of {all} answers are not pages of this index and can't be found"));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn run(self) -> Result<(), Failure> {
        let index = open::index(&self.path)?;
        let asked = queries::read(&self.queries)?;
        self.sensible(&index, &asked)?;
        let mut tasks: BTreeMap<String, Sums> = BTreeMap::new();
        let (mut misses, mut rows_of_misses) = (String::new(), Vec::new());
        for QueryLine { qid, query, gold, task, answers } in asked {
            let answer = index.search(&query, &Options { limit: 10, ..Options::default() });
            let sums = tasks.entry(task.clone()).or_default();
            let rank = sums.add(&gold, &search::ids(&index, &answer));
            let answered = answers.is_empty() || sums.answers.add(&index, &gold, &answers, &answer);
            if rank != Some(0) || !answered {
                let mut row =
                    json!({ "task": task, "qid": qid, "query": query, "gold": gold, "rank": rank.map(|r| r + 1) });
                if !answered {
                    row["unanswered"] = json!(true);
                }
                rows_of_misses.push(row);
                let rank = rank.map_or("-".to_owned(), |r| (r + 1).to_string());
                let _ = writeln!(misses, "{task}\t{qid}\t{rank}\t{query}\t{}", gold.join(" "));
            }
        }
        if self.json {
            let rows: Vec<Value> = tasks.iter().map(|(task, sums)| sums.as_json(task)).collect();
            let report =
                if self.misses { json!({ "tasks": rows, "misses": rows_of_misses }) } else { json!({ "tasks": rows }) };
            return print(&format!("{}\n", serde_json::to_string_pretty(&report).unwrap_or_default()));
        }
        let colours = Colours::of_output();
        let head = "task             queries  MRR@10   hit@1  hit@10 recall@10 precision@10 no results";
        let mut table = format!("{}\n", colours.strong(head));
        for (task, sums) in &tasks {
            table.push_str(&sums.row(if task.is_empty() { "-" } else { task }, colours));
        }
        let answered: Vec<_> = tasks.iter().filter(|(_, sums)| !sums.answers.is_empty()).collect();
        if !answered.is_empty() {
            let _ = write!(table, "\n{}\n", colours.strong(AnswerSums::head()));
            for (task, sums) in answered {
                let _ = writeln!(table, "{}", sums.answers.row(if task.is_empty() { "-" } else { task }));
            }
        }
        if self.misses {
            table.push_str(&misses);
        }
        print(&table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_means_over_queries() {
        let mut sums = Sums::default();
        let gold = ["a".to_owned(), "b".to_owned()];
        assert_eq!(sums.add(&gold, &["x", "a"]), Some(1));
        assert_eq!(sums.add(&gold, &[]), None);
        assert_eq!(
            sums.row("t", Colours(false)).split_whitespace().collect::<Vec<_>>(),
            ["t", "2", "0.2500", "0.0000", "0.5000", "0.2500", "0.2500", "1"]
        );
    }
}
