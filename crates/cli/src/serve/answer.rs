//! Answers requests: GET and HEAD only, for host names of this machine only, with security headers.
use std::fs;
use std::sync::atomic::Ordering;

use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use super::body::Body;
use super::encoding::{liked, shrinks};
use super::live::Live;
use super::range::{Wanted, wanted};
use super::resource::{Content, Found, Resource, with_charset};

/// The policy of our own pages, which load only their own files and compile their own module.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";
/// Addresses for reloading. No page of a site has them, since hidden files are not served.
const CHANGES: &str = "/.findling/changes";
const RELOAD: &str = "/.findling/reload.js";
const RELOAD_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/reload.js"));
/// Size in bytes from which a file is sent in chunks, uncompressed.
const LARGE: u64 = 8 << 20;

const AGAIN: &str = "no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers a request.
pub(super) fn answer<B>(live: &Live, request: &Request<B>) -> Response<Body> {
    let mut response = respond(live, request);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // Files are revalidated, so that a reload shows a rebuilt page. The tag keeps the answer short.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(AGAIN));
    response
}

fn respond<B>(live: &Live, request: &Request<B>) -> Response<Body> {
    let (uri, headers) = (request.uri(), request.headers());
    if !live.guard.admits(uri, headers) {
        return message(
            StatusCode::FORBIDDEN,
            "This preview answers to this machine's own names only; --name adds one.",
        );
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = message(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
        set(&mut response, header::ALLOW, "GET, HEAD");
        return response;
    }
    // Taken before the content: a page whose state is too old is only loaded once more, but one whose state is too new would stay as it is.
    let state = live.follows.load(Ordering::Relaxed).then(|| live.state());
    let follows = state.is_some();
    match uri.path() {
        CHANGES if follows => return news(live, request.method() == Method::HEAD),
        RELOAD if follows => return script(),
        _ => {}
    }
    let served = live.served();
    if let Some((mut bytes, mime)) = served.tuning().and_then(|tuning| tuning.file(uri.path())) {
        if let Some(state) = state.filter(|_| mime.starts_with("text/html")) {
            bytes = following(&bytes, &state);
        }
        let mut response = Response::new(bytes.into());
        set(&mut response, header::CONTENT_TYPE, mime);
        set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY);
        return response;
    }
    match served.find(uri.path()) {
        Found::File(resource) => file(live, headers, resource, state),
        Found::Folder => {
            redirect(&format!("{}/{}", uri.path(), uri.query().map_or(String::new(), |q| format!("?{q}"))))
        }
        Found::Nothing => match served.missing() {
            Some(page) => {
                let mut response = file(live, &HeaderMap::new(), page, state);
                *response.status_mut() = StatusCode::NOT_FOUND;
                response
            }
            None => message(StatusCode::NOT_FOUND, "There is nothing here."),
        },
    }
}

fn news(live: &Live, head: bool) -> Response<Body> {
    let mut response = Response::new(if head { Body::empty() } else { Body::News(live.listen()) });
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

fn script() -> Response<Body> {
    let mut response = Response::new(Bytes::from_static(RELOAD_JS.as_bytes()).into());
    set(&mut response, header::CONTENT_TYPE, "text/javascript; charset=utf-8");
    response
}

fn file(live: &Live, headers: &HeaderMap, resource: Resource, state: Option<String>) -> Response<Body> {
    let Resource { content, mut mime, mut tag, ours, lasting } = resource;
    let is_text = shrinks(&mime);
    let read = match content {
        Content::Memory(bytes) => Ok(bytes),
        Content::Disk(path, length) if is_text && length <= LARGE => match fs::read(&path) {
            Ok(bytes) => Ok(Bytes::from(bytes)),
            Err(_) => return message(StatusCode::NOT_FOUND, "There is nothing here."),
        },
        Content::Disk(path, length) => Err((path, length)),
    };
    let mut response = match read {
        Ok(mut bytes) => {
            if !ours && std::str::from_utf8(&bytes).is_ok() {
                // A page in another encoding declares it.
                mime = with_charset(mime);
            }
            if let Some(state) = state.filter(|_| mime.starts_with("text/html") && !is_wide(&bytes)) {
                bytes = following(&bytes, &state);
                tag = format!("{tag}-{state}");
            }
            held(live, headers, &bytes, is_text, &tag)
        }
        Err((path, length)) => {
            let part = |start, length| Body::part(&path, start, length).ok();
            parts(headers, length, &tag, part)
        }
    };
    set(&mut response, header::CONTENT_TYPE, &mime);
    set(&mut response, header::CACHE_CONTROL, if lasting { FOR_EVER } else { AGAIN });
    if is_text {
        set(&mut response, header::VARY, "accept-encoding");
    }
    if ours {
        set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY);
    }
    response
}

/// A page with the script for reloading, which learns from its address what state of the site the page shows. Browsers treat it as the end of the body.
fn following(page: &[u8], state: &str) -> Bytes {
    let script = format!("\n<script type=\"module\" src=\"{RELOAD}?{state}\"></script>\n");
    [page, script.as_bytes()].concat().into()
}

/// Whether a text has two bytes per character: the script in UTF-8 can't be appended.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// An answer from memory, compressed or in part if the client asks for that.
fn held(live: &Live, headers: &HeaderMap, bytes: &Bytes, is_text: bool, tag: &str) -> Response<Body> {
    let encoding = liked(text(headers, &header::ACCEPT_ENCODING).as_deref());
    if let Some(encoding) = encoding.filter(|_| is_text && !headers.contains_key(header::RANGE))
        && let Some(compressed) = live.compressed.get(tag, encoding, bytes)
    {
        let tag = format!("\"{tag}-{}\"", encoding.name());
        let mut response = unless_known(headers, &tag, || Response::new(compressed.into()));
        set(&mut response, header::CONTENT_ENCODING, encoding.name());
        return response;
    }
    let length = bytes.len() as u64;
    parts(headers, length, tag, |start, length| Some(bytes.slice(start as usize..(start + length) as usize).into()))
}

/// An uncompressed answer: the whole file, or a part.
fn parts(headers: &HeaderMap, length: u64, tag: &str, part: impl Fn(u64, u64) -> Option<Body>) -> Response<Body> {
    let tag = format!("\"{tag}\"");
    let gone = || message(StatusCode::NOT_FOUND, "There is nothing here.");
    unless_known(headers, &tag, || {
        // A client with a part of an older file needs the whole new file.
        let fits = text(headers, &header::IF_RANGE).is_none_or(|known| known == tag);
        let range = text(headers, &header::RANGE).filter(|_| fits);
        let mut response = match wanted(range.as_deref(), length) {
            Wanted::All => part(0, length).map_or_else(gone, Response::new),
            Wanted::Part(start, many) => {
                let Some(body) = part(start, many) else { return gone() };
                let mut response = Response::new(body);
                *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                set(&mut response, header::CONTENT_RANGE, &format!("bytes {start}-{}/{length}", start + many - 1));
                response
            }
            Wanted::Beyond => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                set(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
                response
            }
        };
        set(&mut response, header::ACCEPT_RANGES, "bytes");
        response
    })
}

/// The answer, or 304 if the client has the current content.
fn unless_known(headers: &HeaderMap, tag: &str, answer: impl FnOnce() -> Response<Body>) -> Response<Body> {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let is_this = |known: &str| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag;
    let mut response = if known.flat_map(|tags| tags.split(',')).any(|known| is_this(known.trim())) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        answer()
    };
    set(&mut response, header::ETAG, tag);
    response
}

/// The values of a header, joined.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = message(StatusCode::PERMANENT_REDIRECT, "A folder's address ends with a slash.");
    set(&mut response, header::LOCATION, to);
    response
}

fn message(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Bytes::from_static(text.as_bytes()).into());
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    response
}

/// Sets a header. An invalid value is ignored.
fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
