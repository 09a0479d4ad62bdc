//! Many clients, slow ones, and those that say too much.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::super::Server;
use super::{Preview, status};

#[test]
fn ten_thousand_requests_over_sixty_four_connections_are_all_answered() {
    let preview = Preview::start();
    let port = preview.port;
    let served: usize = thread::scope(|scope| {
        let visitors: Vec<_> =
            (0..64).map(|n| scope.spawn(move || visit(port, 157 - usize::from(n % 2 == 0)))).collect();
        visitors.into_iter().map(|visitor| visitor.join().unwrap()).sum()
    });
    assert_eq!(served, 32 * 157 + 32 * 156);
}

/// Asks again and again over one connection; how many answers were right.
fn visit(port: u16, times: usize) -> usize {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    let mut right = 0;
    for n in 0..times {
        let (path, length) = [("/", 24), ("/film.mp4", 200_000), ("/about", 8), ("/nowhere", 7)][n % 4];
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        let mut chunk = [0; 8192];
        let body = loop {
            let read = stream.read(&mut chunk).unwrap();
            assert!(read > 0, "the connection ended");
            answer.extend_from_slice(&chunk[..read]);
            if let Some(at) = answer.windows(4).position(|four| four == b"\r\n\r\n")
                && answer.len() >= at + 4 + length
            {
                break answer.len() - at - 4;
            }
        };
        right += usize::from(body == length);
    }
    right
}

#[test]
fn clients_that_say_half_of_what_they_want_keep_nobody_waiting() {
    // Longer than any machine takes between two lines of this test.
    let preview = Preview::with(|server| Server { patience: Duration::from_secs(2), ..server });
    let connect = || TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    let mut silent: Vec<TcpStream> = (0..210).map(|_| connect()).collect();
    for stream in &mut silent[100..200] {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    }
    // These asked for much and take nothing of it.
    for stream in &mut silent[200..] {
        stream.write_all("GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200).as_bytes()).unwrap();
    }
    assert_eq!(status(&preview.ask("GET /about", "")), "200");
    for stream in &mut silent[..200] {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut answer = Vec::new();
        // The server ends what leads to nothing.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || String::from_utf8_lossy(&answer).contains("408"), "{answer:?}");
    }
    // Much longer than the server waits for them.
    thread::sleep(Duration::from_secs(4));
    for stream in &mut silent[200..] {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut taken = 0;
        let mut chunk = vec![0; 1 << 20];
        while let Ok(read @ 1..) = stream.read(&mut chunk) {
            taken += read;
        }
        assert!(taken < 200 * 200_000, "who takes nothing is not sent everything");
    }
    assert_eq!(status(&preview.ask("GET /about", "")), "200");
}

#[test]
fn a_flood_of_headers_is_refused() {
    let preview = Preview::start();
    let many = "X-name: y\r\n".repeat(500);
    let long = format!("X: {}\r\n", "y".repeat(64 * 1024));
    for flood in [many, long] {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let _ = write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\n{flood}\r\n");
        let mut answer = Vec::new();
        // The connection may be ended before all was said; then there is no answer to read.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || status(&answer) == "431", "{answer}");
    }
    let address = preview.ask(&format!("GET /{}", "a".repeat(70_000)), "");
    assert!(matches!(status(&address), "414" | "431" | ""), "{address}");
    assert_eq!(status(&preview.ask("GET /about", "")), "200");
}
