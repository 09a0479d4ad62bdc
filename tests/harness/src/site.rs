//! Serves a site on this machine with chosen headers: files from memory or a folder, on a free port.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

use crate::HarnessError;
use crate::link::Link;

/// Maximum length of a request in bytes.
const REQUEST: u64 = 64 * 1024;

/// The content of a site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    folder: Option<PathBuf>,
    headers: Vec<(String, String)>,
    /// Paths whose next answer is cut off.
    cut: Arc<Mutex<BTreeSet<String>>>,
    link: Option<Link>,
    answered: Arc<Mutex<Vec<Answered>>>,
}

/// A running site. It stops when dropped.
#[derive(Debug)]
pub struct RunningSite {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    answered: Arc<Mutex<Vec<Answered>>>,
}

/// An answered request.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The path.
    pub path: String,
    /// The time of the request.
    pub begun: Instant,
    /// The time when the last byte was sent.
    pub ended: Instant,
}

impl Site {
    /// An empty site.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file: `/index.html`, which is also `/`.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.to_owned(), bytes.as_ref().to_vec());
        self
    }

    /// Adds the files of a folder. They are read on request.
    #[must_use]
    pub fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_path_buf());
        self
    }

    /// Adds a header, written `name: value`, to answers for every path that begins with `prefix`.
    #[must_use]
    pub fn header(mut self, prefix: &str, header: &str) -> Self {
        self.headers.push((prefix.to_owned(), header.to_owned()));
        self
    }

    /// Makes the connection slow: a delay before each answer, and bytes per second for all answers together.
    #[must_use]
    pub fn link(mut self, delay: Duration, bandwidth: u32) -> Self {
        self.link = Some(Link::new(delay, bandwidth));
        self
    }

    /// Cuts off the first answer for a path, like a lost connection.
    #[must_use]
    pub fn cut_once(self, path: &str) -> Self {
        self.cut.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        self
    }

    /// Starts the site.
    pub fn start(self) -> Result<RunningSite, HarnessError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let answered = Arc::clone(&self.answered);
        let running = RunningSite { address: listener.local_addr()?, stopped: Arc::default(), answered };
        let stopped = Arc::clone(&running.stopped);
        let site = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::Acquire) {
                    return;
                }
                let site = Arc::clone(&site);
                // A visitor may leave before the answer is sent.
                thread::spawn(move || stream.and_then(|stream| site.answer(&stream)));
            }
        });
        Ok(running)
    }

    fn answer(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        let mut lines = BufReader::new(stream.take(REQUEST)).lines();
        let Some(request) = lines.next().transpose()? else { return Ok(()) };
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let begun = Instant::now();

        let raw = request.split(' ').nth(1).unwrap_or_default();
        let raw = raw.split('?').next().unwrap_or_default();
        let mut path = percent_decode_str(raw).decode_utf8_lossy().into_owned();
        if path.ends_with('/') {
            path.push_str("index.html");
        }
        let (status, body) = self.read(&path).map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
        let mime = mime_guess::from_path(&path).first_or_octet_stream();
        let charset = if mime.type_() == "text" { "; charset=utf-8" } else { "" };
        let length = body.len();
        let mut head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\nContent-Type: {mime}{charset}\r\n"
        );
        for (_, header) in self.headers.iter().filter(|(prefix, _)| path.starts_with(prefix)) {
            head.push_str(header);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        let cut = self.cut.lock().unwrap_or_else(PoisonError::into_inner).remove(&path);
        let body = if cut { &body[..length / 2] } else { &body };
        if let Some(link) = &self.link {
            link.send(&mut stream, &[head.as_bytes(), body].concat())?;
        } else {
            stream.write_all(head.as_bytes())?;
            stream.write_all(body)?;
        }
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        answered.push(Answered { path, begun, ended: Instant::now() });
        Ok(())
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(bytes) = self.files.get(path) {
            return Some(bytes.clone());
        }
        let path = path.strip_prefix('/').filter(|path| !path.split('/').any(|segment| segment == ".."))?;
        fs::read(self.folder.as_ref()?.join(path)).ok()
    }
}

impl RunningSite {
    /// The address of a path of this site.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The answered requests so far.
    #[must_use]
    pub fn answered(&self) -> Vec<Answered> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for RunningSite {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
        // Wakes the listener, so that it stops.
        let _ = TcpStream::connect(self.address);
    }
}
