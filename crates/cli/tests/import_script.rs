//! `import.sh` against a server that answers every request with status 200, as engines do that refuse single records.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
#![cfg(unix)]
mod desk;

use std::env;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

use desk::Desk;

const ENGINES: [&str; 5] = ["groonga", "opensearch", "meilisearch", "typesense", "quickwit"];

const DOCS: &str = concat!(
    r#"{"id":"a","url":"a.html","title":"The lamp","text":"The lamp is lit at dusk.","lang":"en"}"#,
    "\n",
    r#"{"id":"b","url":"b.html","title":"The tide","text":"The tide turns twice a day.","lang":"en"}"#,
    "\n"
);

/// A server that has this number of records, whatever it gets.
struct Server {
    port: u16,
    /// The first lines of all requests.
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn with_records(count: usize) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        spawn(move || {
            for stream in listener.incoming() {
                let line = answer(stream.unwrap(), count);
                seen.lock().unwrap().push(line);
            }
        });
        Server { port, requests }
    }

    /// The requests that remove records.
    fn deletions(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        // Synonyms are settings, not records.
        let is_of_records =
            |line: &&String| line.to_lowercase().contains("delete") && !line.to_lowercase().contains("synonym");
        requests.iter().filter(is_of_records).cloned().collect()
    }
}

/// Reads a request, answers it, and returns its first line.
fn answer(stream: TcpStream, count: usize) -> String {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
    // No task is open, and every count is the same.
    let total = if first.contains("/tasks") { 0 } else { count };
    let body = format!(
        r#"[[0,0,0],[[[{count}]]],{{"count":{count},"total":{total},"found":{count},"num_hits":{count},"numberOfDocuments":{count}}}]"#
    );
    let body = if first.starts_with("HEAD") { String::new() } else { body };
    let length = body.len();
    write!(reader.get_mut(), "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").unwrap();
    first
}

/// Runs the script of an export, with a `sleep` that does not wait.
fn import(desk: &Desk, engine: &str, server: &Server) -> Output {
    desk.file("bin/sleep", "#!/bin/sh\n");
    fs::set_permissions(desk.path("bin/sleep"), Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new("sh");
    command.arg(desk.path(engine).join("import.sh")).env("ENDPOINT", format!("http://127.0.0.1:{}", server.port));
    command.env("PATH", format!("{}:{}", desk.path("bin").display(), env::var("PATH").unwrap()));
    desk.file("tmp/kept", "");
    command.env("TMPDIR", desk.path("tmp"));
    let done = command.output().unwrap();
    assert_eq!(fs::read_dir(desk.path("tmp")).unwrap().count(), 1, "{engine} leaves files behind");
    done
}

#[test]
fn records_that_the_engine_refused_end_the_import_before_anything_is_removed() {
    let desk = Desk::new();
    desk.file("docs.jsonl", DOCS);
    for engine in ENGINES {
        desk.run(&["export", "docs.jsonl", "--to", engine, "--out", engine]).went_well();
        for count in [0, 1, 20] {
            let server = Server::with_records(count);
            let done = import(&desk, engine, &server);
            let errors = String::from_utf8_lossy(&done.stderr);
            assert!(!done.status.success(), "{engine}: {count} records are not 2");
            assert!(errors.contains("does not have the 2 passages") && errors.contains("\nhint: "), "{errors}");
            assert_eq!(server.deletions(), [""; 0], "{engine}");
        }
    }
}

#[test]
fn records_of_earlier_exports_are_removed_after_all_new_ones_are_there() {
    let desk = Desk::new();
    desk.file("docs.jsonl", DOCS);
    for engine in ENGINES {
        desk.run(&["export", "docs.jsonl", "--to", engine, "--out", engine]).went_well();
        let server = Server::with_records(2);
        let done = import(&desk, engine, &server);
        assert!(done.status.success(), "{engine}: {}", String::from_utf8_lossy(&done.stderr));
        let told = String::from_utf8_lossy(&done.stdout).contains("exists and keeps its settings. If fields");
        assert_eq!(told, ["opensearch", "typesense", "quickwit"].contains(&engine), "{engine}");
        // Quickwit is emptied first.
        assert_eq!(server.deletions().is_empty(), engine == "quickwit", "{engine}");
    }
}
