//! A slow connection, emulated by the sender, so that the page and its workers share it.
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes per write.
const SLICE: usize = 1460;

/// A connection with a delay before each answer, and a number of bytes per second for all answers together.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    delay: Duration,
    bandwidth: u32,
    /// The time when the last planned byte will be sent.
    free: Arc<Mutex<Instant>>,
}

impl Link {
    pub(crate) fn new(delay: Duration, bandwidth: u32) -> Self {
        Self { delay, bandwidth: bandwidth.max(1), free: Arc::new(Mutex::new(Instant::now())) }
    }

    /// Sends an answer at the speed of this link.
    pub(crate) fn send(&self, out: &mut impl Write, bytes: &[u8]) -> std::io::Result<()> {
        thread::sleep(self.delay);
        for slice in bytes.chunks(SLICE) {
            let until = {
                let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
                let takes = Duration::from_secs_f64(slice.len() as f64 / f64::from(self.bandwidth));
                *free = (*free).max(Instant::now()) + takes;
                *free
            };
            thread::sleep(until.saturating_duration_since(Instant::now()));
            out.write_all(slice)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_answers_share_the_link_and_each_waits_for_its_own_delay() {
        let link = Link::new(Duration::from_millis(20), 100_000);
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| link.send(&mut Vec::new(), &[0; 5000]).unwrap());
            }
        });
        // Never earlier than the link allows. A busy machine can be later.
        assert!(start.elapsed() >= Duration::from_millis(120));
    }
}
