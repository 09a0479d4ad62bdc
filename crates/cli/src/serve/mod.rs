//! The preview server: the files of a search page from memory, and a built site from a folder, on this machine only.
//!
//! It listens on the loopback address and answers only requests that were meant for it (a page of another origin whose
//! name was made to point here gets nothing), never reads outside the folder it was given, and keeps no state.
mod answer;
mod command;
mod resource;

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use axum::Router;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

pub(crate) use command::Serve;
pub use resource::Served;

/// Ports that are tried, from the wished one on.
const TRIED: u16 = 64;

/// Light enough to be quicker than not compressing, on a page that is reloaded all day.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

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
    #[error("cannot listen on 127.0.0.1: {0}")]
    Listen(#[from] io::Error),
}

/// A server that has its port, and waits to be run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    served: Served,
}

impl Server {
    /// Takes `port`, or the next free one above it; port 0 takes any.
    pub fn bind(served: Served, port: u16) -> Result<Self, ServeError> {
        let last = port.saturating_add(if port == 0 { 0 } else { TRIED - 1 });
        for port in port..=last {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    listener.set_nonblocking(true)?;
                    return Ok(Self { listener, address, served });
                }
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServeError::NoPort { first: port, last })
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until Ctrl-C, and then ends at once: a preview has nothing to finish.
    pub fn run(self) -> Result<(), ServeError> {
        let layer = CompressionLayer::new().quality(LEVEL);
        let router = Router::new().fallback(answer::answer).layer(layer).with_state(self.served.into());
        // One thread: the visitor is one person.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            tokio::select! {
                ended = async { axum::serve(listener, router).await } => ended?,
                interrupted = tokio::signal::ctrl_c() => interrupted?,
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
