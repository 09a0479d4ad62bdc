//! The server seen from its socket: requests are written by hand, as no well-behaved client would send most of them.
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use super::answer::POLICY;
use super::{ServeError, Served, Server};

/// A served folder with one secret beside it.
struct Preview {
    base: PathBuf,
    port: u16,
}

impl Preview {
    fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("findling-serve-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let base = std::env::temp_dir().join(name);
        fs::create_dir_all(base.join("site/docs")).unwrap();
        fs::write(base.join("secret.txt"), "secret").unwrap();
        fs::write(base.join("site/.env"), "secret").unwrap();
        fs::write(base.join("site/docs/index.html"), "<p>docs").unwrap();
        fs::write(base.join("site/多边.txt"), "合作".repeat(500)).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(base.join("secret.txt"), base.join("site/link.txt")).unwrap();
        let files = Served::new()
            .file("index.html", &b"<!doctype html><p>search"[..])
            .file("findling.js", &b"export {}"[..])
            .file("findling.wasm", &b"\0asm\x01\0\0\0"[..])
            .folder(&base.join("site"))
            .unwrap();
        let server = Server::bind(files, 0).unwrap();
        let port = server.address.port();
        thread::spawn(move || server.run());
        Self { base, port }
    }

    /// The whole answer to a request line, and header lines if there are any.
    fn ask(&self, line: &str, headers: &str) -> String {
        self.send(&format!("{line} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n", self.port))
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.base);
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn our_own_page_comes_with_the_strict_policy_and_the_folders_pages_without() {
    let preview = Preview::start();
    let ours = preview.ask("GET /?q=x", "");
    assert!(ours.starts_with("HTTP/1.1 200") && ours.ends_with("<p>search"), "{ours}");
    assert!(ours.contains(&format!("content-security-policy: {POLICY}\r\n")), "{ours}");
    let theirs = preview.ask("GET /docs/", "");
    assert!(theirs.ends_with("<p>docs") && !theirs.contains("content-security-policy"), "{theirs}");
    assert!(theirs.contains("x-content-type-options: nosniff\r\n"), "{theirs}");
}

#[test]
fn files_have_the_types_that_browsers_insist_on() {
    let preview = Preview::start();
    for (path, mime) in [
        ("/", "text/html; charset=utf-8"),
        ("/findling.js", "text/javascript; charset=utf-8"),
        ("/findling.wasm", "application/wasm"),
        ("/%E5%A4%9A%E8%BE%B9.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = preview.ask(&format!("HEAD {path}"), "");
        assert!(answer.contains(&format!("content-type: {mime}\r\n")), "{path}: {answer}");
    }
}

#[test]
fn no_spelling_of_a_path_leads_out_of_the_folder() {
    let preview = Preview::start();
    for path in [
        "/../secret.txt",
        "/docs/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/docs/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/./secret.txt",
        "//secret.txt",
        "/docs//index.html",
        "/link.txt",
        "/.env",
        "/%2eenv",
        "/index.html%00.txt",
        "/C:/secret.txt",
    ] {
        let answer = preview.ask(&format!("GET {path}"), "");
        assert!(matches!(status(&answer), "404" | "400"), "{path}: {answer}");
        assert!(!answer.contains("secret"), "{path}: {answer}");
    }
}

#[test]
fn a_head_request_gets_the_headers_alone() {
    let answer = Preview::start().ask("HEAD /index.html", "");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn other_methods_are_told_which_ones_there_are() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = preview.ask(&format!("{method} /"), "");
        assert!(status(&answer) == "405" && answer.contains("allow: GET, HEAD\r\n"), "{method}: {answer}");
    }
}

#[test]
fn a_request_meant_for_another_host_gets_nothing() {
    let preview = Preview::start();
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "localhost:80:evil", ""] {
        let answer = preview.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(status(&answer) == "403" && !answer.contains("<p>search"), "{host}: {answer}");
    }
    let nameless = preview.send("GET / HTTP/1.0\r\n\r\n");
    assert_eq!(status(&nameless), "403", "{nameless}");
}

#[test]
fn a_file_that_has_not_changed_is_not_sent_again() {
    let preview = Preview::start();
    let first = preview.ask("GET /findling.wasm", "");
    let tag = first.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let again = preview.ask("GET /findling.wasm", &format!("If-None-Match: \"other\", {tag}\r\n"));
    assert!(again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"), "{again}");
    assert_eq!(status(&preview.ask("GET /findling.wasm", "If-None-Match: \"other\"\r\n")), "200");
}

#[test]
fn text_is_compressed_for_who_accepts_it() {
    let preview = Preview::start();
    for encoding in ["br", "gzip"] {
        let answer = preview.ask("GET /%E5%A4%9A%E8%BE%B9.txt", &format!("Accept-Encoding: {encoding}\r\n"));
        assert!(answer.contains(&format!("content-encoding: {encoding}\r\n")), "{answer}");
        assert!(answer.len() < 1000, "{} bytes", answer.len());
    }
    assert!(preview.ask("GET /%E5%A4%9A%E8%BE%B9.txt", "").ends_with("合作"));
}

#[test]
fn a_folder_without_its_slash_is_sent_to_the_one_with() {
    let answer = Preview::start().ask("GET /docs", "");
    assert!(answer.starts_with("HTTP/1.1 308") && answer.contains("location: /docs/\r\n"), "{answer}");
}

#[test]
fn a_taken_port_is_passed_over_for_the_next_free_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let server = Server::bind(Served::new(), port).unwrap();
    assert!(server.address.port() > port);
    assert_eq!(server.url(), format!("http://127.0.0.1:{}/", server.address.port()));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = Served::new().folder("/no/such/folder".as_ref()).unwrap_err();
    assert!(matches!(&error, ServeError::Folder { .. }) && error.to_string().contains("/no/such/folder"));
}
