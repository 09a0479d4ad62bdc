//! The errors of the preview server.
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;

/// Why the server does not start, or ends.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The folder to serve does not exist, or is not a folder.
    #[error("{}: the folder can't be served: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The reason the system gave.
        source: io::Error,
    },
    /// Every port that was tried is in use.
    #[error("the ports {first} to {last} are all in use. Name another one with --port")]
    NoPort {
        /// The first port tried.
        first: u16,
        /// The last port tried.
        last: u16,
    },
    /// The system refuses to listen.
    #[error("can't listen on {address}: {source}")]
    Listen {
        /// The address.
        address: IpAddr,
        /// The reason the system gave.
        source: io::Error,
    },
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Ended(#[from] io::Error),
}
