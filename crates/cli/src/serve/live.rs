//! The state of a running server: its current content, and the pages that listen for changes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::encoding::Compressed;
use super::guard::Guard;
use super::resource::Served;

/// Number of unread messages after which a listener is dropped.
const UNREAD: usize = 8;

#[derive(Debug)]
pub(super) struct Live {
    served: Mutex<Arc<Served>>,
    listeners: Mutex<Vec<Sender<Bytes>>>,
    /// Start time. It distinguishes this server from an earlier one on the same port.
    began: u128,
    changes: AtomicU64,
    /// Whether pages listen for changes.
    pub follows: AtomicBool,
    pub guard: Guard,
    pub compressed: Compressed,
}

impl Live {
    pub(super) fn new(served: Served, guard: Guard) -> Live {
        Live {
            served: Mutex::new(Arc::new(served)),
            listeners: Mutex::default(),
            began: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos(),
            changes: AtomicU64::new(0),
            follows: AtomicBool::new(false),
            guard,
            compressed: Compressed::default(),
        }
    }

    pub(super) fn served(&self) -> Arc<Served> {
        Arc::clone(&lock(&self.served))
    }

    /// Replaces the content. Files of open pages are still served.
    pub(super) fn replace(&self, served: Served) {
        let mut now = lock(&self.served);
        *now = Arc::new(served.after(&now));
    }

    /// Notifies all listeners of a change.
    pub(super) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
        self.send(&self.news());
    }

    /// Sends a keep-alive message, which finds closed connections.
    pub(super) fn beat(&self) {
        self.send(&Bytes::from_static(b":\n\n"));
    }

    /// Starts to listen. The first message is the current state.
    pub(super) fn listen(&self) -> Receiver<Bytes> {
        let (sender, receiver) = channel(UNREAD);
        let mut listeners = lock(&self.listeners);
        if sender.try_send(self.news()).is_ok() {
            listeners.push(sender);
        }
        receiver
    }

    /// Identifies the content: it is another after every change.
    pub(super) fn state(&self) -> String {
        format!("{:x}-{}", self.began, self.changes.load(Ordering::Relaxed))
    }

    fn news(&self) -> Bytes {
        format!("data: {}\n\n", self.state()).into()
    }

    fn send(&self, news: &Bytes) {
        lock(&self.listeners).retain(|listener| listener.try_send(news.clone()).is_ok());
    }
}

/// Ignores poisoning: every change is a single step, so a thread that panicked left nothing half-changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
