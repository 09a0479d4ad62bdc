//! What every browser has to show, in Chromium. What is asked of it alone is in the other files.
mod behaviours;
mod widget;

use findling_harness::Chromium;

behaviours::in_this_browser!(Chromium::launch());

#[test]
fn a_policy_that_forbids_wasm_leaves_the_form_and_says_so() -> behaviours::Tested {
    behaviours::a_policy_that_forbids_wasm_leaves_the_form_and_says_so(Chromium::launch()?)
}
