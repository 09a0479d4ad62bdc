//! The server seen from its socket: requests are written by hand, as no well-behaved client would send most of them.
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use super::answer::POLICY;
use super::watch::Watched;
use super::{Door, ServeError, Served, Server};

mod pressure;

/// A served folder with one secret beside it.
struct Preview {
    base: PathBuf,
    port: u16,
}

impl Preview {
    fn start() -> Self {
        Self::with(|server| server)
    }

    /// A server that was told something first.
    fn with(tell: impl FnOnce(Server) -> Server) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("findling-serve-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let base = std::env::temp_dir().join(name);
        fs::create_dir_all(base.join("site/docs")).unwrap();
        fs::write(base.join("secret.txt"), "secret").unwrap();
        fs::write(base.join("site/.env"), "secret").unwrap();
        fs::write(base.join("site/docs/index.html"), "<p>docs").unwrap();
        fs::write(base.join("site/多边.txt"), "合作".repeat(500)).unwrap();
        fs::write(base.join("site/about.html"), "<p>about").unwrap();
        fs::write(base.join("site/docs.html"), "<p>the other docs").unwrap();
        fs::write(base.join("site/404.html"), "<p>lost").unwrap();
        fs::write(base.join("site/old.html"), b"<meta charset=gb18030><p>\xba\xcf\xd7\xf7").unwrap();
        fs::write(base.join("site/film.mp4"), (0..200_000).map(|n| (n % 251) as u8).collect::<Vec<_>>()).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(base.join("secret.txt"), base.join("site/link.txt")).unwrap();
            std::os::unix::fs::symlink(&base, base.join("site/out")).unwrap();
            std::os::unix::fs::symlink(base.join("site/about.html"), base.join("site/inside.html")).unwrap();
            // A pipe that nobody writes into.
            let made = std::process::Command::new("mkfifo").arg(base.join("site/pipe.txt")).status();
            assert!(made.is_ok_and(|status| status.success()));
        }
        let files = Served::new()
            .file("index.html", &b"<!doctype html><p>search"[..])
            .file("findling.js", &b"export {}"[..])
            .file("findling.wasm", &b"\0asm\x01\0\0\0"[..])
            .file("findling.0123456789abcdef.wasm", &b"\0asm\x01\0\0\0"[..])
            .file("blocks/w1.0000ff.bin", &b"block"[..])
            .folder(&base.join("site"))
            .unwrap();
        let server = tell(Server::bind(files, &Door::local(0)).unwrap());
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
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        // A server that has heard enough ends the connection.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
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
        "/out/secret.txt",
        "/out/",
        "/pipe.txt",
        "/%2e%2e%5csecret.txt",
        "/%u002e%u002e/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/..;/secret.txt",
        "/docs/..%00/secret.txt",
        "/docs%2f..%2f..%2fsecret.txt",
        "/....//secret.txt",
        "/secret.txt",
        "/~root/secret.txt",
        "/docs/.%2e/.%2e/secret.txt",
        "/file:///etc/passwd",
        "/etc/passwd",
        "/proc/self/environ",
        "secret.txt",
        "../secret.txt",
        "*",
        "/.env",
        "/%2eenv",
        "/index.html%00.txt",
        "/C:/secret.txt",
    ] {
        let answer = preview.ask(&format!("GET {path}"), "");
        assert!(matches!(status(&answer), "404" | "400" | "403"), "{path}: {answer}");
        assert!(!answer.contains("secret") && !answer.contains("root:"), "{path}: {answer}");
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
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "BREW", "get", "G"] {
        let answer = preview.ask(&format!("{method} /"), "");
        assert!(status(&answer) == "405" && answer.contains("allow: GET, HEAD\r\n"), "{method}: {answer}");
    }
    let tunnel = preview.ask("CONNECT localhost:80", "");
    assert!(matches!(status(&tunnel), "405" | "403"), "{tunnel}");
}

#[test]
fn a_request_meant_for_another_host_gets_nothing() {
    let preview = Preview::start();
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "localhost:80:evil", ""] {
        let answer = preview.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(status(&answer) == "403" && !answer.contains("<p>search"), "{host}: {answer}");
    }
    let elsewhere = preview.ask("GET http://evil.example/", "");
    assert_eq!(status(&elsewhere), "403", "{elsewhere}");
    let twice = preview.ask("GET /", "Host: evil.example\r\n");
    assert_eq!(status(&twice), "403", "{twice}");
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
    let preview = Preview::start();
    fs::remove_file(preview.base.join("site/docs.html")).unwrap();
    let answer = preview.ask("GET /docs?q=x", "");
    assert!(answer.starts_with("HTTP/1.1 308") && answer.contains("location: /docs/?q=x\r\n"), "{answer}");
}

#[test]
fn a_page_is_found_without_its_extension_as_hosts_find_it() {
    let preview = Preview::start();
    for (path, text) in
        [("/about", "<p>about"), ("/docs", "<p>the other docs"), ("/docs/", "<p>docs"), ("/inside", "<p>about")]
    {
        let answer = preview.ask(&format!("GET {path}"), "");
        assert!(status(&answer) == "200" && answer.ends_with(text), "{path}: {answer}");
        assert!(answer.contains("content-type: text/html; charset=utf-8\r\n"), "{answer}");
    }
    let lost = preview.ask("GET /nowhere", "");
    assert!(status(&lost) == "404" && lost.ends_with("<p>lost"), "{lost}");
}

#[test]
fn a_page_in_another_encoding_says_so_itself() {
    let answer = Preview::start().ask("HEAD /old.html", "");
    assert!(answer.contains("content-type: text/html\r\n"), "{answer}");
}

#[test]
fn a_part_of_a_file_is_had_by_itself() {
    let preview = Preview::start();
    let film = |range: &str| preview.ask("GET /film.mp4", range);
    let part = film("Range: bytes=251-253\r\n");
    assert!(status(&part) == "206" && part.ends_with("\r\n\r\n\0\x01\x02"), "{part}");
    assert!(part.contains("content-range: bytes 251-253/200000\r\n"), "{part}");
    assert_eq!(status(&film("Range: bytes=200000-\r\n")), "416");
    let tag = part.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    assert_eq!(status(&film(&format!("Range: bytes=0-1\r\nIf-Range: {tag}\r\n"))), "206");
    assert_eq!(status(&film("Range: bytes=0-1\r\nIf-Range: \"other\"\r\n")), "200");
    let whole = film("");
    assert!(whole.contains("content-length: 200000\r\n") && whole.contains("accept-ranges: bytes\r\n"));
    let text = preview.ask("GET /%E5%A4%9A%E8%BE%B9.txt", "Range: bytes=-6\r\nAccept-Encoding: br\r\n");
    assert!(status(&text) == "206" && text.ends_with("合作") && !text.contains("content-encoding"), "{text}");
}

#[test]
fn what_never_changes_is_kept_for_ever_and_the_rest_is_asked_for_again() {
    let preview = Preview::start();
    for path in ["/findling.0123456789abcdef.wasm", "/blocks/w1.0000ff.bin"] {
        let lasting = preview.ask(&format!("HEAD {path}"), "");
        assert!(lasting.contains("cache-control: public, max-age=31536000, immutable\r\n"), "{lasting}");
    }
    for path in ["/", "/findling.js", "/findling.wasm", "/about", "/film.mp4", "/nowhere"] {
        let answer = preview.ask(&format!("HEAD {path}"), "");
        assert!(answer.contains("cache-control: no-cache\r\n"), "{path}: {answer}");
    }
}

#[test]
fn pages_follow_changes_where_they_are_told_of_them() {
    let changes = std::sync::Arc::new(std::sync::Mutex::new(None));
    let inner = std::sync::Arc::clone(&changes);
    let preview = Preview::with(|server| {
        server.follow(Watched::new(Vec::new()), |_| None);
        *inner.lock().unwrap() = Some(std::sync::Arc::clone(&server.live));
        server
    });
    let live = changes.lock().unwrap().take().unwrap();
    for path in ["/", "/about", "/nowhere"] {
        let page = preview.ask(&format!("GET {path}"), "");
        let script = format!("<script type=\"module\" src=\"/.findling/reload.js?{}\"></script>\n", live.state());
        assert!(page.ends_with(&script), "{page}");
    }
    let tagged = preview.ask("HEAD /", "");
    let tag = tagged.lines().find(|line| line.starts_with("etag: ")).unwrap();
    let known = format!("If-None-Match: {}\r\n", &tag["etag: ".len()..]);
    assert_eq!(status(&preview.ask("GET /", &known)), "304");
    assert!(!preview.ask("GET /findling.js", "").contains("reload"));
    assert!(preview.ask("GET /.findling/reload.js", "").contains("EventSource"));

    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(b"GET /.findling/changes HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut said = String::new();
    let mut until = |text: &str| {
        let mut chunk = [0; 512];
        while !said.contains(text) {
            let read = stream.read(&mut chunk).unwrap();
            said.push_str(&String::from_utf8_lossy(&chunk[..read]));
        }
    };
    until("-0\n\n");
    let next = Served::new().file("index.html", &b"<!doctype html><p>search"[..]);
    let next = next.file("findling.fedcba9876543210.wasm", &b"new"[..]).file("findling.js", &b"new"[..]);
    live.replace(next);
    live.changed();
    until("-1\n\n");
    // The page is the same, and is told that it shows the new content.
    let again = preview.ask("GET /", &known);
    assert!(status(&again) == "200" && again.contains(&live.state()), "{again}");
    for (path, expected) in [
        ("/findling.fedcba9876543210.wasm", "200"),
        // Of a page that was opened before.
        ("/findling.0123456789abcdef.wasm", "200"),
        ("/findling.wasm", "404"),
    ] {
        assert_eq!(status(&preview.ask(&format!("HEAD {path}"), "")), expected, "{path}");
    }
    live.replace(Served::new().file("findling.js", &b"newest"[..]));
    let older = preview.ask("HEAD /findling.0123456789abcdef.wasm", "");
    assert_eq!(status(&older), "404", "{older}");
}

#[test]
fn a_change_between_reading_and_serving_is_followed() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("page.html");
    let _preview = Preview::with(|server| {
        let watched = Watched::new(vec![folder.path().to_owned()]);
        fs::write(&changed, "<p>new").unwrap();
        server.follow(watched, move |changed| {
            sender.send(changed.to_vec()).unwrap();
            None
        });
        server
    });
    assert_eq!(receiver.recv_timeout(Duration::from_mins(1)).unwrap(), [changed]);
}

#[test]
fn without_changes_to_follow_nothing_is_put_into_pages() {
    let preview = Preview::start();
    assert!(preview.ask("GET /", "").ends_with("<p>search"));
    assert_eq!(status(&preview.ask("GET /.findling/changes", "")), "404");
}

#[test]
fn a_taken_port_is_passed_over_for_the_next_free_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let server = Server::bind(Served::new(), &Door::local(port)).unwrap();
    assert!(server.address.port() > port);
    assert_eq!(server.url(), format!("http://127.0.0.1:{}/", server.address.port()));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = Served::new().folder("/no/such/folder".as_ref()).unwrap_err();
    assert!(matches!(&error, ServeError::Folder { .. }) && error.to_string().contains("/no/such/folder"));
}
