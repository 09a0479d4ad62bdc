//! Memory within bounds: an input may cost so many times its length, and some room that every input gets.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a target promises of memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    /// Bytes for each byte of the input.
    pub times: usize,
    /// Bytes beside them.
    pub room: usize,
}

/// Runs, and holds what was allocated meanwhile against the bound. Other threads count too: the tests run one target at a time.
pub(crate) fn within<T>(bound: Bound, input: usize, run: impl FnOnce() -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let made = run();
    let used = MEMORY.peak_usage().saturating_sub(before);
    let most = bound.room + bound.times * input;
    assert!(used <= most, "{used} bytes of memory for an input of {input}; {most} are promised");
    made
}
