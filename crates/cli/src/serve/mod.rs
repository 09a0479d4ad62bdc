//! The preview server: the files of a search page from memory, and a built site from a folder, on this machine only unless it is asked
//! to be open to others.
//!
//! It answers only requests that were meant for it (a page of another origin whose name was made to point here gets nothing), never reads
//! outside the folder it was given, and waits for nobody for long. What it serves may be replaced while it runs; pages that are shown then
//! come anew.
mod answer;
mod body;
mod command;
mod encoding;
mod guard;
mod live;
mod range;
mod resource;
mod timeout;
mod watch;

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

pub(crate) use command::Serve;
use guard::Guard;
use live::Live;
pub use resource::Served;
use timeout::TimedStream;

/// Ports that are tried, from the wished one on.
const TRIED: u16 = 64;
/// Connections at a time; more wait until one ends.
const CONNECTIONS: usize = 512;
/// How long a client may take to say what it wants, be it the first or the next thing, and to take what it gets.
const PATIENCE: Duration = Duration::from_secs(15);
/// A request's head is no longer than this, and has no more lines.
const HEAD: usize = 16 * 1024;
const LINES: usize = 64;
/// How often listeners are told that nothing has changed.
const BEAT: Duration = Duration::from_secs(15);

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The folder to serve is not there, or not a folder.
    #[error("{} cannot be served: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The reason the system gave.
        source: io::Error,
    },
    /// Every port that was tried is taken.
    #[error("the ports {first} to {last} are all taken; name another one with --port")]
    NoPort {
        /// The first port tried.
        first: u16,
        /// The last port tried.
        last: u16,
    },
    /// The system does not let us listen.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: IpAddr,
        /// The reason the system gave.
        source: io::Error,
    },
    /// The server stopped.
    #[error("the server has ended: {0}")]
    Ended(#[from] io::Error),
}

/// Where a server listens, and to whom.
#[derive(Clone, Debug)]
pub struct Door {
    /// The address; one that is not this machine's own lets other machines in.
    pub address: IpAddr,
    /// The port, or the next free one above it; 0 for any.
    pub port: u16,
    /// Names that it answers to beside this machine's own.
    pub names: Vec<String>,
}

impl Door {
    /// For this machine only.
    #[must_use]
    pub fn local(port: u16) -> Door {
        Door { address: Ipv4Addr::LOCALHOST.into(), port, names: Vec::new() }
    }
}

/// A server that has its port, and waits to be run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    live: Arc<Live>,
    patience: Duration,
}

impl Server {
    /// Takes the door's port, or the next free one above it.
    pub fn bind(served: Served, door: &Door) -> Result<Self, ServeError> {
        let (address, port) = (door.address, door.port);
        let last = port.saturating_add(if port == 0 { 0 } else { TRIED - 1 });
        let fails = |source| ServeError::Listen { address, source };
        for port in port..=last {
            match TcpListener::bind((address, port)) {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(fails)?;
                    listener.set_nonblocking(true).map_err(fails)?;
                    let guard = Guard { open: !address.ip().is_loopback(), names: door.names.clone() };
                    return Ok(Self {
                        listener,
                        address,
                        live: Arc::new(Live::new(served, guard)),
                        patience: PATIENCE,
                    });
                }
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                Err(error) => return Err(fails(error)),
            }
        }
        Err(ServeError::NoPort { first: port, last })
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        let address = self.address;
        let ip = if address.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { address.ip() };
        format!("http://{}/", SocketAddr::new(ip, address.port()))
    }

    /// From now on pages are told when these files change, or what is below these folders; what is served is then made anew, where
    /// there is something to be made.
    pub(crate) fn follow(&self, roots: Vec<PathBuf>, make: impl FnMut(&[PathBuf]) -> Option<Served> + Send + 'static) {
        self.live.follows.store(true, Ordering::Relaxed);
        watch::follow(roots, Arc::downgrade(&self.live), make);
    }

    /// Serves until Ctrl-C, and then ends at once: a preview has nothing to finish.
    pub fn run(self) -> Result<(), ServeError> {
        // One thread: the visitor is one person.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            tokio::select! {
                () = accept(&listener, &self.live, self.patience) => {}
                () = beat(&self.live) => {}
                interrupted = tokio::signal::ctrl_c() => interrupted?,
            }
            Ok(())
        })
    }
}

/// Takes connections for as long as it is let.
async fn accept(listener: &tokio::net::TcpListener, live: &Arc<Live>, patience: Duration) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // Nobody closes the semaphore.
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let live = Arc::clone(live);
                tokio::spawn(async move {
                    converse(stream, &live, patience).await;
                    drop(permit);
                });
            }
            // Too many open files, or a client that is gone already: both pass.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Answers one client for as long as it asks.
async fn converse(stream: TcpStream, live: &Arc<Live>, patience: Duration) {
    let answer = service_fn(|request| {
        let response = answer::answer(live, &request);
        async { Ok::<_, Infallible>(response) }
    });
    // Small answers are not held back to be sent together.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD)
        .max_headers(LINES)
        .serve_connection(TokioIo::new(TimedStream::new(stream, patience)), answer);
    // A client that says nonsense, is too slow or leaves has been told so by hyper, or is gone.
    let _ = connection.await;
}

async fn beat(live: &Live) {
    loop {
        tokio::time::sleep(BEAT).await;
        live.beat();
    }
}

#[cfg(test)]
mod tests;
