//! From a plan to an answer: match, rank, group by page, cut excerpts.

mod answer;
mod excerpt;
mod expand;
mod filter;
mod follow;
mod hits;
mod mark;
mod near;
mod rank;
mod refine;
mod run;
mod shape;
mod shown;
mod sounding;
mod strings;
mod suggest;
mod weights;

pub use answer::{Answer, Filter, Mark, Options, PageHit, PassageHit, Relaxed, Why};
pub(crate) use hits::Matched;
pub use hits::{Hit, Kind};
pub use shape::{Offsets, bytes, ranges, results};
pub use suggest::Suggestion;
pub use weights::Weights;
