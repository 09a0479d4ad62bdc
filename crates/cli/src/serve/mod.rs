//! The preview server: serves the files of a search page from memory, and a built site from a folder. By default it listens on this
//! machine only.
//!
//! It answers only requests for its own names (which stops DNS rebinding), never reads outside its folder, and has a timeout for every
//! client. Its content can be replaced while it runs; open pages then reload.
mod answer;
mod body;
mod command;
mod encoding;
mod error;
mod guard;
mod live;
mod range;
mod resource;
mod timeout;
mod tune;
mod watch;

use std::convert::Infallible;
use std::io::ErrorKind;
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
pub use error::ServeError;
use guard::Guard;
use live::Live;
pub use resource::Served;
use timeout::TimedStream;
use watch::Watched;

/// Number of ports that are tried, starting with the requested one.
const TRIED: u16 = 64;
/// Maximum number of open connections. More wait until one ends.
const CONNECTIONS: usize = 512;
/// Maximum time for a client to send a request, or to receive an answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Maximum size of a request's headers in bytes, and their maximum number.
const HEAD: usize = 16 * 1024;
const LINES: usize = 64;
/// Time between two keep-alive messages to listening pages.
const BEAT: Duration = Duration::from_secs(15);

/// The address of a server, and the names to which it answers.
#[derive(Clone, Debug)]
pub struct Door {
    /// The IP address. One that is not loopback lets other machines connect.
    pub address: IpAddr,
    /// The port. If it is in use, the next free one is taken. 0 is any port.
    pub port: u16,
    /// Names to which it answers besides localhost.
    pub names: Vec<String>,
}

impl Door {
    /// For this machine only.
    #[must_use]
    pub fn local(port: u16) -> Door {
        Door { address: Ipv4Addr::LOCALHOST.into(), port, names: Vec::new() }
    }
}

/// A server that is bound to its port and does not run yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    live: Arc<Live>,
    patience: Duration,
}

impl Server {
    /// Binds to the port, or to the next free one above it.
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

    /// Watches these files and folders. On a change, `make` builds new content, and pages reload.
    pub(crate) fn follow(&self, watched: Watched, make: impl FnMut(&[PathBuf]) -> Option<Served> + Send + 'static) {
        self.live.follows.store(true, Ordering::Relaxed);
        watch::follow(watched, Arc::downgrade(&self.live), make);
    }

    /// Serves until Ctrl-C, and then ends at once.
    pub fn run(self) -> Result<(), ServeError> {
        // One thread is enough for a preview.
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

/// Accepts connections.
async fn accept(listener: &tokio::net::TcpListener, live: &Arc<Live>, patience: Duration) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // The semaphore is never closed.
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let live = Arc::clone(live);
                tokio::spawn(async move {
                    converse(stream, &live, patience).await;
                    drop(permit);
                });
            }
            // Too many open files, or a client that left: try again.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Answers the requests of one connection.
async fn converse(stream: TcpStream, live: &Arc<Live>, patience: Duration) {
    let answer = service_fn(|request| {
        let response = answer::answer(live, &request);
        async { Ok::<_, Infallible>(response) }
    });
    // Send small answers at once.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD)
        .max_headers(LINES)
        .serve_connection(TokioIo::new(TimedStream::new(stream, patience)), answer);
    // hyper has answered an invalid or slow client, or the client left.
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
