//! From a plan to an answer: match, rank, group by page, cut excerpts.

mod answer;
mod edit_distance;
mod excerpt;
mod expand;
mod filter;
mod hits;
mod marks;
mod page_hit;
mod pinyin;
mod pipeline;
mod rank;
mod rerank;
mod results;
mod span;
mod substring;
mod suggest;
mod weights;

pub use answer::{Answer, Filter, Mark, Options, PageHit, PassageHit, Relaxed, Why};
pub(crate) use hits::Matched;
pub use hits::{Hit, Kind};
pub use results::{Offsets, bytes, ranges, results};
pub use suggest::Suggestion;
pub use weights::Weights;
