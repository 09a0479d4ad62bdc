//! The elements in `WebKit`. Left out of the plain test command, which asks for one browser; `cargo xtask webkit` runs them.
mod behaviours;
mod widget;

use findling_harness::Webkit;

behaviours::in_this_browser!(Webkit::launch(), "needs WebKit: cargo xtask webkit");
