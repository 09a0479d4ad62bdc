//! Memory bounds: a multiple of the input's length, plus a constant.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The memory bound of a target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    /// Bytes for each byte of the input.
    pub times: usize,
    /// Bytes for every input.
    pub room: usize,
}

/// Runs a target and checks its allocations against the bound. Other threads count, too, so the tests run one target at a time.
pub(crate) fn within<T>(bound: Bound, input: usize, run: impl FnOnce() -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let made = run();
    let used = MEMORY.peak_usage().saturating_sub(before);
    let most = bound.room + bound.times * input;
    assert!(used <= most, "{used} bytes of memory for an input of {input}; {most} are promised");
    made
}
