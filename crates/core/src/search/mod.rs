//! From a plan to an answer: match, rank, group by page, cut excerpts.

mod answer;
mod compounds;
mod edit_distance;
mod excerpt;
mod expand;
mod filter;
mod hits;
mod lowered;
mod marks;
mod matches;
mod options;
mod page_hit;
mod pinyin;
mod pipeline;
mod present;
mod rank;
mod rerank;
mod results;
mod sentences;
mod session;
mod signs;
mod span;
mod strings;
mod substring;
mod suggest;
mod tally;
mod token_set;
mod window;
mod words;

pub use answer::{Answer, Mark, PageHit, PassageHit, Relaxation, Relaxed, Why};
pub use hits::{Hit, Kind};
pub use options::{Filter, Options};
pub use results::{About, Offsets, Results, about, bytes, results, utf16};
pub use session::Session;
pub use suggest::Suggestion;
