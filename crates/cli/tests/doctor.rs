//! `findling doctor`, on folders and on a host.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::thread;

use desk::Desk;

const LINES: &str = "<script type=module src=/findling/findling.js></script><findling-search></findling-search>";

fn site(lines: &str) -> Desk {
    let desk = Desk::new();
    for (name, text) in [("index.html", "Welcome."), ("guide/clock.html", "How to wind a clock.")] {
        desk.file(
            &format!("public/{name}"),
            format!("<html lang=en><title>{name}</title>{lines}<main><h1>{name}</h1><p>{text}</main>"),
        );
    }
    desk.run(&["build", "public"]).went_well();
    desk
}

#[test]
fn a_site_as_built_has_no_errors() {
    let desk = site(LINES);
    let done = desk.run(&["doctor", "public"]).went_well();
    assert!(!done.out.contains("error: ") && done.out.contains("2 pages have the search"), "{}", done.out);
    assert!(done.out.contains("2 pages, built by Findling"), "{}", done.out);
    desk.run(&["doctor", "public/findling"]).went_well();
    desk.run(&["doctor", "nowhere"]).failed(&["nowhere"]);
}

#[test]
fn each_error_in_a_folder_is_reported_with_a_hint() {
    let reports = |change: &dyn Fn(&Desk), told: &str| {
        let desk = site(LINES);
        change(&desk);
        let done = desk.run(&["doctor", "public"]);
        assert!(done.out.contains(told), "{told} is not in: {}", done.out);
        assert_eq!(done.code, Some(i32::from(done.out.contains("error: "))), "{done:?}");
    };
    let code = |desk: &Desk| -> PathBuf {
        let names = fs::read_dir(desk.path("public/findling")).unwrap().map(|entry| entry.unwrap().path());
        names.into_iter().find(|path| path.is_dir()).unwrap()
    };
    reports(&|desk| fs::remove_file(desk.path(&desk.module("public/findling"))).unwrap(), "can't be read");
    reports(&|desk| desk.file(&desk.module("public/findling"), "cut"), "not what its name says");
    reports(&|desk| fs::write(code(desk).join("engine.js"), "other").unwrap(), "not those of its build");
    reports(&|desk| fs::remove_file(code(desk).join("worker.js")).unwrap(), "not those of its build");
    reports(
        &|desk| desk.file("public/findling/module.js", "\"findling.0000000000000000.wasm\""),
        "files of two builds",
    );
    reports(&|desk| desk.file("public/findling/findling.wasm", ""), "which nothing names");
    reports(&|desk| fs::remove_dir_all(desk.path("public/findling")).unwrap(), "there is no search");
    reports(&|desk| desk.file("public/new.html", "<p>x<script src=../findling.js></script>"), "not there: new.html");
    reports(
        &|desk| {
            desk.file(
                "public/new.html",
                format!("<meta http-equiv=content-security-policy content=\"script-src 'self'\">{LINES}"),
            );
        },
        "'wasm-unsafe-eval'",
    );
    let done = site("").run(&["doctor", "public", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let found = report.as_array().unwrap().iter().find(|f| f["state"] == "error").unwrap();
    assert!(found["hint"].as_str().unwrap().contains("<findling-search>"), "{found}");
}

/// A host of a folder's files that sends these headers with each, by the end of its name; the first that fits is taken.
fn host(folder: PathBuf, headers: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let path = lines.next().unwrap().unwrap().split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let path = if path.is_empty() { "index.html".to_owned() } else { path };
            let body = fs::read(folder.join(&path));
            let status = if body.is_ok() { "200 OK" } else { "404 Not Found" };
            let sent = headers.iter().find(|(end, _)| path.ends_with(end)).map_or("", |(_, headers)| headers);
            let body = body.unwrap_or_default();
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{sent}\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
    });
    address
}

#[test]
fn each_error_of_a_host_is_reported() {
    let desk = site(LINES);
    let address = host(
        desk.path("public"),
        &[
            (".wasm", "Content-Type: application/octet-stream\r\nCache-Control: no-cache\r\n"),
            ("findling.js", "Content-Type: text/javascript\r\nCache-Control: max-age=31536000\r\n"),
            ("worker.js", "Content-Type: text/plain\r\n"),
            (".js", "Content-Type: text/javascript\r\n"),
            (".html", "Content-Type: text/html\r\nContent-Security-Policy: default-src 'self'\r\n"),
        ],
    );
    let done = desk.run(&["doctor", &address]);
    assert_eq!(done.code, Some(1), "{done:?}");
    for told in [
        "add 'wasm-unsafe-eval'",
        "findling.js is kept for long",
        "comes as “application/octet-stream”",
        "comes uncompressed",
        "worker.js comes as “text/plain”",
        "is asked for again and again",
        "2 pages, built by Findling",
    ] {
        assert!(done.out.contains(told), "{told} is not in: {}", done.out);
    }
}

#[test]
fn a_missing_module_and_a_module_of_another_build_are_reported() {
    let desk = site(LINES);
    let plain: &[(&str, &str)] = &[
        (".wasm", "Content-Type: application/wasm\r\nContent-Encoding: identity\r\n"),
        (".js", "Content-Type: text/javascript\r\n"),
        (".html", "Content-Type: text/html\r\n"),
    ];
    let address = host(desk.path("public"), plain);
    let module = desk.module("public/findling");
    let bytes = desk.read(&module);
    desk.file(&module, &bytes[..bytes.len() / 2]);
    assert!(desk.run(&["doctor", &address]).out.contains("not what its name says"));
    fs::remove_file(desk.path(&module)).unwrap();
    assert!(desk.run(&["doctor", &format!("{address}guide/clock.html")]).out.contains("answers 404"));
    fs::remove_dir_all(desk.path("public/findling")).unwrap();
    desk.file("public/index.html", "<p>no search");
    assert!(desk.run(&["doctor", &address]).out.contains("names no findling.js"));
}

#[test]
fn blocks_of_a_host_are_sampled() {
    let desk = site(LINES);
    let text = "lantern harbour bridge tower ".repeat(20);
    for n in 0..80 {
        let page = format!("<html lang=en><title>{n}</title><main><h1>Chapter {n}</h1><p>number{n} {text}</main>");
        desk.file(&format!("public/chapters/{n}.html"), page);
    }
    desk.run(&["build", "public", "--split"]).went_well();
    let address = host(
        desk.path("public"),
        &[
            (".wasm", "Content-Type: application/wasm\r\n"),
            (".js", "Content-Type: text/javascript\r\n"),
            (".html", "Content-Type: text/html\r\n"),
            (".bin", "Content-Type: application/octet-stream\r\nCache-Control: max-age=31536000\r\n"),
        ],
    );
    let blocks = || fs::read_dir(desk.path("public/findling/blocks")).unwrap().map(|entry| entry.unwrap().path());
    let number = blocks().count();
    let sample = format!("{} of {number} blocks of a split index; max-age=31536000", number.min(20));
    let done = desk.run(&["doctor", &address]);
    assert!(done.out.contains(&sample), "{sample} is not in: {}", done.out);
    for path in blocks() {
        fs::write(&path, "<!DOCTYPE html><html>Sign in").unwrap();
    }
    assert!(desk.run(&["doctor", &address]).out.contains("blocks of the index are web pages: blocks/"));
    fs::remove_dir_all(desk.path("public/findling/blocks")).unwrap();
    assert!(desk.run(&["doctor", &address]).out.contains("blocks of the index are missing: blocks/"));
}

#[test]
fn a_page_without_the_search_is_reported_even_if_one_is_below_it() {
    let desk = site(LINES);
    desk.file("public/index.html", "<title>Bare</title><p>No search here.");
    let sent: &[(&str, &str)] = &[
        (".wasm", "Content-Type: application/wasm\r\n"),
        (".js", "Content-Type: text/javascript\r\n"),
        (".html", "Content-Type: text/html\r\n"),
    ];
    let address = host(desk.path("public"), sent);
    assert!(desk.run(&["doctor", &address]).out.contains("names no search"));
    assert!(desk.run(&["doctor", &format!("{address}gone/")]).out.contains("names no findling.js"));
    assert!(!desk.run(&["doctor", &format!("{address}guide/clock.html")]).out.contains("names no"));
    fs::remove_file(desk.path("public/index.html")).unwrap();
    assert!(desk.run(&["doctor", &address]).out.contains("answers 404: what is looked at"));
}

#[test]
fn an_unreachable_address_is_reported() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    Desk::new().run(&["doctor", &format!("http://{free}/")]).failed(&[&free.to_string(), "address"]);
}
