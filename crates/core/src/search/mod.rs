//! From a plan to an answer: match, rank, group by page, cut excerpts.

mod answer;
mod excerpt;
mod expand;
mod hits;
mod near;
mod rank;
mod refine;
mod run;
mod shape;
mod sounding;
mod strings;
mod weights;

pub use answer::{Answer, Mark, Options, PageHit, PassageHit, Relaxed};
pub use hits::{Hit, Kind};
pub use shape::{Offsets, Results, bytes};
pub use weights::Weights;
