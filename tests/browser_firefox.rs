//! The elements in Firefox. Left out of the plain test command, which asks for one browser; `cargo xtask firefox` runs them.
mod behaviours;
mod widget;

use findling_harness::Firefox;

behaviours::in_this_browser!(Firefox::launch(), "needs Firefox: cargo xtask firefox");

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_policy_that_forbids_wasm_leaves_the_form_and_says_so() -> behaviours::Tested {
    behaviours::a_policy_that_forbids_wasm_leaves_the_form_and_says_so(Firefox::launch()?)
}
