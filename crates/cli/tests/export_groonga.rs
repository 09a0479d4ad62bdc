//! An export loaded into a real Groonga, and asked over HTTP. `cargo xtask test` finds or installs Groonga; without it, these tests
//! print the line to type and do nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
#![cfg(unix)]
mod desk;

use std::env;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use desk::Desk;
use serde_json::Value;

/// Groonga: the one that the variable names, or the one in PATH.
fn groonga() -> Option<PathBuf> {
    let named = env::var_os("FINDLING_GROONGA").filter(|path| !path.is_empty()).map(PathBuf::from);
    let in_path =
        || env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join("groonga")).find(|path| path.is_file());
    named.or_else(in_path)
}

/// A server on a free port of loopback. It ends when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(program: &Path, desk: &Desk) -> Server {
        std::fs::create_dir_all(desk.path("db")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(program);
        command.args(["-s", "--protocol", "http", "--bind-address", "127.0.0.1", "--port", &port.to_string()]);
        command.arg("--log-path").arg(desk.path("groonga.log")).arg("-n").arg(desk.path("db/test"));
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Server { child, port };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(20), "Groonga starts");
            sleep(Duration::from_millis(50));
        }
        server
    }

    fn import(&self, desk: &Desk, folder: &str) -> std::process::Output {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        Command::new("sh").arg(desk.path(folder).join("import.sh")).env("ENDPOINT", endpoint).output().unwrap()
    }

    /// One `select`: the body of the answer.
    fn select(&self, arguments: &[(&str, &str)]) -> Value {
        let escaped = |text: &str| {
            text.bytes().fold(String::new(), |mut escaped, byte| {
                let _ = std::fmt::Write::write_fmt(&mut escaped, format_args!("%{byte:02X}"));
                escaped
            })
        };
        let query: Vec<String> = arguments.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET /d/select?{} HTTP/1.0\r\n\r\n", query.join("&")).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        assert_eq!(body[0][0], 0, "{body}");
        body[1].clone()
    }

    /// The pages of a query, the best first.
    fn pages(&self, query: &str) -> Vec<String> {
        let answer = self.select(&[
            ("table", "Passages"),
            (
                "match_columns",
                "scorer_tf_at_most(title,1)*300||scorer_tf_at_most(headings,1)*200||scorer_tf_at_most(text,2)*100",
            ),
            ("query", query),
            ("query_expander", "Synonyms.words"),
            ("limit", "0"),
            ("drilldowns[pages].keys", "page"),
            ("drilldowns[pages].calc_types", "MAX"),
            ("drilldowns[pages].calc_target", "_score"),
            ("drilldowns[pages].sort_keys", "-_max,_key"),
        ]);
        answer[1]["pages"].as_array().unwrap()[2..].iter().map(|row| row[0].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const DOCS: &str = concat!(
    r#"{"id":"a","url":"a.html","title":"The lamp","text":"The lamp is lit at dusk by the keepers.","lang":"en","topic":["light","night"]}"#,
    "\n",
    r#"{"id":"b","url":"b.html","title":"潮汐","text":"中国发展 研究：港口的水位由潮汐表决定。","lang":"zh-Hans","topic":"water"}"#,
    "\n",
    r#"{"id":"c","url":"c.html","title":"Tide \"tables\" </script>","text":"A keeper reads the automobile tables.\n\nTwice.","lang":"en","topic":"water"}"#,
    "\n"
);

#[test]
fn a_real_groonga_loads_an_export_and_finds_its_passages() {
    let Some(program) = groonga() else {
        eprintln!(
            "Groonga is not installed, so this test did nothing. Install it: apt-get install groonga (Debian), brew install groonga (macOS)"
        );
        return;
    };
    let desk = Desk::new();
    desk.file("docs.jsonl", DOCS);
    desk.file("synonyms.txt", "car, automobile\n");
    let export = |out: &str| {
        desk.run(&["export", "docs.jsonl", "--to", "groonga", "--out", out, "--synonyms", "synonyms.txt"]).went_well();
    };
    export("out");
    let server = Server::start(&program, &desk);
    let done = server.import(&desk, "out");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for (query, expected) in [
        ("lamp", &["a.html"][..]),
        ("LAMP", &["a.html"]),
        ("\"汐表\"", &["b.html"]),
        ("\"中國發展\"", &["b.html"]),
        ("\"口的水位\"", &["b.html"]),
        ("\"展研\"", &["b.html"]),
        ("car", &["c.html"]),
        ("keepers", &["a.html", "c.html"]),
        ("keeper", &["a.html", "c.html"]),
        ("nowhere", &[]),
    ] {
        let mut found = server.pages(query);
        found.sort();
        assert_eq!(found, expected, "{query}");
    }
    let facets = server.select(&[
        ("table", "Passages"),
        ("limit", "0"),
        ("drilldowns[pages].keys", "page"),
        ("drilldowns[topic].table", "pages"),
        ("drilldowns[topic].keys", "field_topic"),
        ("drilldowns[topic].sort_keys", "_key"),
    ]);
    let topics = &facets[1]["topic"].as_array().unwrap()[2..];
    let topics: Vec<(&str, u64)> =
        topics.iter().map(|row| (row[0].as_str().unwrap(), row[1].as_u64().unwrap())).collect();
    assert_eq!(topics, [("light", 1), ("night", 1), ("water", 2)], "facets count pages");
    let fuzzy = server.select(&[
        ("table", "Terms"),
        ("filter", "fuzzy_search(_key, \"automobil\", {\"max_distance\":1})"),
        ("output_columns", "_key"),
    ]);
    assert_eq!(fuzzy[0][2][0], "automobile");
    let pinyin = server.select(&[
        ("table", "Passages"),
        ("match_columns", "pinyin"),
        ("query", "fazhan"),
        ("output_columns", "page._key"),
    ]);
    assert_eq!(pinyin[0][2][0], "b.html");

    // Synonyms that the owner removed are no longer found.
    desk.file("synonyms.txt", "lamp, lantern\n");
    export("out");
    let done = server.import(&desk, "out");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!((server.pages("car"), server.pages("lantern")), (Vec::new(), vec!["a.html".to_owned()]));

    // A page that is gone is removed by the next import, and the others stay.
    desk.file("docs.jsonl", DOCS.lines().take(2).collect::<Vec<_>>().join("\n"));
    export("out");
    let done = server.import(&desk, "out");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(server.pages("tables"), [""; 0]);
    assert_eq!(server.pages("lamp"), ["a.html"]);
    let all = server.select(&[("table", "Pages"), ("limit", "0")]);
    assert_eq!(all[0][0][0], 2, "the table of pages has no stale page");
}

#[test]
fn an_import_without_a_server_states_how_to_start_one() {
    let desk = Desk::new();
    desk.file("docs.jsonl", DOCS);
    desk.run(&["export", "docs.jsonl", "--to", "groonga", "--out", "out"]).went_well();
    let mut command = Command::new("sh");
    let done = command.arg(desk.path("out/import.sh")).env("ENDPOINT", "http://127.0.0.1:9").output().unwrap();
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(
        !done.status.success() && errors.contains("error: http://127.0.0.1:9 does not answer\nhint: Start it: "),
        "{errors}"
    );
}
