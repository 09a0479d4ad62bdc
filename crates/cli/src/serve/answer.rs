//! One request, one answer. Only GET and HEAD, only for this machine's own names, and always with headers that keep a
//! page from doing more than it should.
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Request, Response, StatusCode};

use super::resource::{Found, Served};

/// Our own pages load their own files and compile their own module; they need nothing else, so nothing else is allowed.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";

pub(super) async fn answer(State(served): State<Arc<Served>>, request: Request<Body>) -> Response<Body> {
    let mut response = respond(&served, &request);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        // Always asked again, so that a rebuilt corpus shows on reload; the tag makes the answer short.
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn respond(served: &Served, request: &Request<Body>) -> Response<Body> {
    if !is_local(request.headers()) {
        return message(StatusCode::FORBIDDEN, "This preview answers to localhost and 127.0.0.1 only.");
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = message(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match served.find(request.uri().path()) {
        Found::Ours { bytes, mime } => {
            let mut response = file(request.headers(), Bytes::copy_from_slice(bytes), &mime);
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            response
        }
        Found::Theirs { bytes, mime } => file(request.headers(), bytes.into(), &mime),
        Found::Folder => redirect(&format!("{}/", request.uri().path())),
        Found::Nothing => message(StatusCode::NOT_FOUND, "There is nothing here."),
    }
}

/// Whether the browser was told one of this machine's own names. A name of somebody else's that resolves to the
/// loopback address (DNS rebinding) would let their page read this one.
fn is_local(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    matches!(name.map_or(host, |(name, _)| name), "127.0.0.1" | "localhost")
}

fn file(headers: &HeaderMap, bytes: Bytes, mime: &str) -> Response<Body> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    // Weak, because the same tag stands for the compressed and the plain bytes.
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    let mut response = if known.flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        Response::new(bytes.into())
    };
    for (name, value) in [(header::CONTENT_TYPE, mime), (header::ETAG, &tag)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = message(StatusCode::PERMANENT_REDIRECT, "A folder's address ends with a slash.");
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn message(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
