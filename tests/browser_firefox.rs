//! The elements in Firefox. Left out of the plain test command, which asks for one browser; `cargo xtask firefox` runs them.
mod second;
mod widget;

use findling_harness::Firefox;

use second::Tested;

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked() -> Tested {
    second::a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked(Firefox::launch()?)
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_page_of_results_filters_explains_and_goes_back() -> Tested {
    second::a_page_of_results_filters_explains_and_goes_back(Firefox::launch()?)
}

#[test]
#[ignore = "needs Firefox: cargo xtask firefox"]
fn a_dialog_opens_by_its_key_runs_from_the_right_and_closes() -> Tested {
    second::a_dialog_opens_by_its_key_runs_from_the_right_and_closes(Firefox::launch()?)
}
