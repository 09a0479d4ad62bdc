//! The elements in `WebKit`. Left out of the plain test command, which asks for one browser; `cargo xtask webkit` runs them.
mod second;
mod widget;

use findling_harness::Webkit;

use second::Tested;

#[test]
#[ignore = "needs WebKit: cargo xtask webkit"]
fn a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked() -> Tested {
    second::a_box_answers_completes_and_opens_by_keys_alone_and_the_page_is_marked(Webkit::launch()?)
}

#[test]
#[ignore = "needs WebKit: cargo xtask webkit"]
fn a_page_of_results_filters_explains_and_goes_back() -> Tested {
    second::a_page_of_results_filters_explains_and_goes_back(Webkit::launch()?)
}

#[test]
#[ignore = "needs WebKit: cargo xtask webkit"]
fn a_dialog_opens_by_its_key_runs_from_the_right_and_closes() -> Tested {
    second::a_dialog_opens_by_its_key_runs_from_the_right_and_closes(Webkit::launch()?)
}
