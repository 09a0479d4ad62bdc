//! Queries of a corpus: adjacent words, prefixes and misspelt words, with the pages that contain them.
use crate::document::Doc;
use crate::random::Random;

/// A query with its kind, and the pages that answer it if they are known.
#[derive(Clone, Debug)]
pub struct Query {
    /// Its text.
    pub text: String,
    /// The pages that answer it.
    pub gold: Vec<String>,
    /// Its kind.
    pub task: String,
}

/// Maximum length of a typed query in characters; longer ones are pasted.
const LONGEST: usize = 28;

/// A sample of the queries, typed letter by letter, as `keystrokes` in `js/statistics.mjs`.
#[must_use]
pub fn keystrokes(queries: &[String], most: usize) -> Vec<String> {
    let short: Vec<&String> = queries.iter().filter(|query| query.chars().count() <= LONGEST).collect();
    let most = most.min(short.len());
    let chosen = (0..most).map(|i| short[i * short.len() / most]);
    chosen.flat_map(|query| prefixes(query)).collect()
}

/// A query as it grows in the box, by one character at a time.
pub fn prefixes(query: &str) -> impl Iterator<Item = String> {
    query.char_indices().map(|(i, c)| query[..i + c.len_utf8()].to_owned())
}

/// Number of queries of each kind.
const EACH: usize = 60;

/// Queries cut from the documents. With `known`, their answers are looked up.
pub(crate) fn queries(docs: &[Doc], lang: &str, known: bool) -> Vec<Query> {
    let mut random = Random::new(docs.len() as u64);
    let chinese = lang.starts_with("zh");
    let kinds: &[&str] = if chinese { &["substring", "words"] } else { &["words", "typo", "prefix"] };
    let mut out = Vec::new();
    for &kind in kinds {
        let wanted = out.len() + EACH;
        // The number of tries is limited, because a small corpus may not have this many queries.
        for _ in 0..EACH * 50 {
            if out.len() == wanted {
                break;
            }
            let text = &docs[random.below(docs.len())].text;
            let Some((asked, held)) =
                (if chinese { han(text, kind, &mut random) } else { latin(text, kind, &mut random) })
            else {
                continue;
            };
            let has = |doc: &&Doc| {
                if chinese { doc.text.contains(&held) } else { doc.text.to_lowercase().contains(&held) }
            };
            let gold: Vec<String> =
                if known { docs.iter().filter(has).map(|doc| doc.id.clone()).collect() } else { Vec::new() };
            let is_word = kind == "typo" && docs.iter().take(200).any(|doc| doc.text.contains(&asked));
            if gold.len() <= 10 && !is_word {
                out.push(Query { text: asked, gold, task: kind.to_owned() });
            }
        }
    }
    out
}

/// Adjacent characters as a query, and the text that a matching page contains.
fn han(text: &str, kind: &str, random: &mut Random) -> Option<(String, String)> {
    let runs: Vec<Vec<char>> = text
        .split(|c: char| !('\u{4e00}'..'\u{a000}').contains(&c))
        .map(|run| run.chars().collect::<Vec<_>>())
        .filter(|run| run.len() >= 8)
        .collect();
    let run = runs.get(random.below(runs.len()))?;
    let length = if kind == "words" { 6 + random.below(3) } else { 2 + random.below(3) };
    let start = random.below(run.len() - length + 1);
    let cut: String = run[start..start + length].iter().collect();
    Some((cut.clone(), cut))
}

/// Words, a prefix or a misspelt word as a query, and the text that a matching page contains.
fn latin(text: &str, kind: &str, random: &mut Random) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = |word: &&str| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    if kind == "words" {
        let start = random.below(words.len().saturating_sub(3));
        let three = words.get(start..start + 3).filter(|three| three.iter().all(plain))?.join(" ");
        return Some((three.clone(), three));
    }
    let word = words.get(random.below(words.len())).filter(|word| plain(word) && word.len() > 5)?;
    if kind == "prefix" {
        return Some((word[..4].to_owned(), format!(" {}", &word[..4])));
    }
    let at = 1 + random.below(word.len() - 2);
    let swapped = format!("{}{}{}{}", &word[..at], &word[at + 1..at + 2], &word[at..=at], &word[at + 2..]);
    (swapped != **word).then(|| (swapped, (*word).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_lists_the_pages_that_answer_it() {
        let text = "the harbour lantern burned every night beside the sleeping village";
        let docs = [Doc { id: "a".into(), title: String::new(), text: text.into() }];
        let found = queries(&docs, "en", true);
        assert!(found.iter().any(|q| q.task == "typo") && found.iter().any(|q| q.task == "words"));
        assert!(found.iter().all(|q| q.gold == ["a"]), "{found:?}");
    }
}
