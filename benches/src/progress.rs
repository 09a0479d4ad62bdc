//! Progress messages.

/// Prints the current step to standard error.
pub(crate) fn progress(step: &str) {
    eprintln!("-- {step}");
}
