//! From what a visitor typed to what is looked for.
//!
//! [`parse`] reads the operators; [`plan`](plan()) cuts the plain words into units by the index's own lexicon. Every input is a valid
//! query: what is not an operator is plain words.

mod clauses;
mod compounds;
mod half_typed;
mod inflected;
mod parse;
mod plan;

pub use clauses::PlainClause;
pub(crate) use half_typed::half_typed;
pub(crate) use inflected::inflected;
pub use parse::{Clause, Query, Role, parse};
pub(crate) use plan::is_single;
pub use plan::{FieldFilter, MAX_TERMS, Phrase, Plan, QueryString, QueryTerm, plan};
