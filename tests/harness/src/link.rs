//! A slow connection, made where the bytes are sent: so that everything the page starts has it, its workers too, and all share it.
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much is sent at once, in bytes.
const SLICE: usize = 1460;

/// A connection with a delay before each answer, and so many bytes a second for all answers together.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    delay: Duration,
    bandwidth: u32,
    /// When the last byte that was promised will have been sent.
    free: Arc<Mutex<Instant>>,
}

impl Link {
    pub(crate) fn new(delay: Duration, bandwidth: u32) -> Self {
        Self { delay, bandwidth: bandwidth.max(1), free: Arc::new(Mutex::new(Instant::now())) }
    }

    /// Sends an answer as slowly as this link does.
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
        // Never sooner than the link allows; how much later is the machine's business.
        assert!(start.elapsed() >= Duration::from_millis(120));
    }
}
