//! What a server holds while it runs: what it serves now, and who wants to know when that changes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::Served;
use super::encoding::Compressed;
use super::guard::Guard;

/// News that a listener has not taken yet; one that takes none is not listened to.
const UNREAD: usize = 8;

#[derive(Debug)]
pub(super) struct Live {
    served: Mutex<Arc<Served>>,
    listeners: Mutex<Vec<Sender<Bytes>>>,
    /// Another server on the same port is another state.
    began: u128,
    changes: AtomicU64,
    /// Pages are told of changes.
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

    /// Serves something else from now on, and still what open pages were made of.
    pub(super) fn replace(&self, served: Served) {
        let mut now = lock(&self.served);
        *now = Arc::new(served.after(&now));
    }

    /// Tells everybody who listens that something has changed.
    pub(super) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
        self.tell(&self.state());
    }

    /// Says nothing, so that a connection shows whether it lives.
    pub(super) fn beat(&self) {
        self.tell(&Bytes::from_static(b":\n\n"));
    }

    /// News from now on; the state as it is comes first.
    pub(super) fn listen(&self) -> Receiver<Bytes> {
        let (sender, receiver) = channel(UNREAD);
        let mut listeners = lock(&self.listeners);
        if sender.try_send(self.state()).is_ok() {
            listeners.push(sender);
        }
        receiver
    }

    fn state(&self) -> Bytes {
        format!("data: {:x}-{}\n\n", self.began, self.changes.load(Ordering::Relaxed)).into()
    }

    fn tell(&self, news: &Bytes) {
        lock(&self.listeners).retain(|listener| listener.try_send(news.clone()).is_ok());
    }
}

/// What a thread that panicked has left is whole: nothing here is changed in steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
