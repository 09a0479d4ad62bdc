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

/// Answers a request. Without a reply, the connection is closed.
type Answering = dyn Fn(&Request) -> Option<Reply> + Send + Sync;

/// Answers requests for a part of a site.
#[derive(Clone)]
struct Route {
    prefix: String,
    answer: Arc<Answering>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// A request, as a route gets it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// Its path with the query, encoded as it was sent.
    pub target: String,
    /// Its headers, with names in lower case.
    pub headers: BTreeMap<String, String>,
    /// Its body.
    pub body: Vec<u8>,
}

/// The answer of a route.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status, for example `200 OK`.
    pub status: String,
    /// The type of the body.
    pub mime: String,
    /// The body.
    pub body: Vec<u8>,
}

/// The content of a site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    folder: Option<PathBuf>,
    headers: Vec<(String, String)>,
    /// Paths whose next answer is cut off.
    cut: Arc<Mutex<BTreeSet<String>>>,
    link: Option<Link>,
    routes: Vec<Route>,
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

    /// Answers requests for every path that begins with `prefix`. Without a reply, the connection is closed.
    #[must_use]
    pub fn route(mut self, prefix: &str, answer: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) -> Self {
        self.routes.push(Route { prefix: prefix.to_owned(), answer: Arc::new(answer) });
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
        let Some(request) = Request::read(stream)? else { return Ok(()) };
        let begun = Instant::now();

        let raw = request.target.split('?').next().unwrap_or_default();
        let mut path = percent_decode_str(raw).decode_utf8_lossy().into_owned();
        if path.ends_with('/') {
            path.push_str("index.html");
        }
        let Some(Reply { status, mime, body }) = self.reply(&request, &path) else { return Ok(()) };
        let length = body.len();
        let mut head =
            format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\nContent-Type: {mime}\r\n");
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

    fn reply(&self, request: &Request, path: &str) -> Option<Reply> {
        if let Some(route) = self.routes.iter().find(|route| path.starts_with(&route.prefix)) {
            return (route.answer)(request);
        }
        let mime = mime_guess::from_path(path).first_or_octet_stream();
        let charset = if mime.type_() == "text" { "; charset=utf-8" } else { "" };
        let mime = format!("{mime}{charset}");
        let found = self.read(path);
        let status = if found.is_some() { "200 OK" } else { "404 Not Found" }.to_owned();
        Some(Reply { status, mime, body: found.unwrap_or_default() })
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(bytes) = self.files.get(path) {
            return Some(bytes.clone());
        }
        let path = path.strip_prefix('/').filter(|path| !path.split('/').any(|segment| segment == ".."))?;
        fs::read(self.folder.as_ref()?.join(path)).ok()
    }
}

impl Request {
    fn read(stream: &TcpStream) -> std::io::Result<Option<Request>> {
        let mut reader = BufReader::new(stream.take(REQUEST));
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split(' ').map(str::to_owned);
        let mut request = Request { method: words.next().unwrap_or_default(), ..Request::default() };
        request.target = words.next().unwrap_or_default();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            request.headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
        let length = request.headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        reader.take(length).read_to_end(&mut request.body)?;
        Ok(Some(request))
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
