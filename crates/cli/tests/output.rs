//! What `build` leaves behind when all goes well, and when it does not: there is a whole search at every moment.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use desk::Desk;

const FINDLING: &str = env!("CARGO_BIN_EXE_findling");

fn texts(desk: &Desk, word: &str, number: usize) {
    for n in 0..number {
        desk.file(&format!("texts/{n}.txt"), format!("Text {n}\n\nThe {word} is told here, and much else besides.\n"));
    }
}

fn build(desk: &Desk) -> Command {
    let mut command = Command::new(FINDLING);
    command.args(["build", "texts", "--out", "page"]).current_dir(desk.path(""));
    command
}

/// The names with a hash in a folder.
fn hashed(desk: &Desk) -> BTreeSet<String> {
    let names = fs::read_dir(desk.path("page")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.split('.').nth(1).is_some_and(|part| part.len() == 16)).collect()
}

/// The search in `page/` is whole: the script names files that are there, and the module answers with one of these words.
fn assert_whole(desk: &Desk, words: &[&str]) {
    let script = String::from_utf8(desk.read("page/findling.js")).unwrap();
    let named = hashed(desk).into_iter().filter(|name| script.contains(name.as_str())).count();
    assert_eq!(named, 2, "the script names a module and a folder that are there");
    let found = words.iter().filter(|word| desk.run(&["search", "page", word]).went_well().out.contains("0.html"));
    assert!(found.count() >= 1, "one of {words:?} is found");
    for file in fs::read_dir(desk.path("page")).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "html") {
            assert!(fs::read_to_string(&file).unwrap().ends_with("</html>\n"), "{} is whole", file.display());
        }
    }
}

fn nothing_beside(desk: &Desk) {
    let hidden = fs::read_dir(desk.path("page")).unwrap().map(|entry| entry.unwrap().file_name());
    let hidden: Vec<_> = hidden.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn a_build_keeps_what_open_pages_ask_for_and_removes_what_was_before() {
    let desk = Desk::new();
    let mut seen = Vec::new();
    for word in ["lantern", "harbour", "harbour", "meadow"] {
        texts(&desk, word, 3);
        desk.run(&["build", "texts", "--out", "page"]).went_well();
        assert_whole(&desk, &[word]);
        seen.push(hashed(&desk));
    }
    let [one, two, same, three] = &seen[..] else { panic!() };
    assert_eq!((one.len(), two.len(), three.len()), (2, 3, 3));
    assert!(two.is_superset(one) && same == two, "the module of the build before stays");
    let first: BTreeSet<_> = one.intersection(three).collect();
    assert!(first.len() == 1 && first.iter().all(|name| name.starts_with("code.")), "older modules go: {first:?}");
}

#[test]
fn reading_pages_go_with_their_documents_and_nothing_else_does() {
    let desk = Desk::new();
    for (file, word) in
        [("texts/a.txt", "lantern"), ("texts/deep/down/b.txt", "harbour"), ("texts/deep/c.txt", "meadow")]
    {
        desk.file(file, format!("{word}\n\nAll about the {word}, and nothing else.\n"));
    }
    let there = |name: &str| desk.path("page").join(name).exists();
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    assert!(there("a.html") && there("deep/down/b.html") && there("deep/c.html"));
    // One of the owner's, at the address of a page that was written before.
    desk.file("page/deep/c.html", "<p>My own meadow.");
    desk.file("page/mine.html", "<p>Mine.");
    fs::remove_file(desk.path("texts/deep/down/b.txt")).unwrap();
    fs::remove_file(desk.path("texts/deep/c.txt")).unwrap();
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    assert!(there("a.html") && there("deep/c.html") && there("mine.html") && there("reading.css"));
    assert!(!there("deep/down"), "the page is gone, and the folder that held nothing else");
}

#[test]
fn pages_of_a_site_are_never_taken_for_ours() {
    let desk = Desk::new();
    let page = |text: &str| format!("<main><h1>Page</h1><p>{text}</main>");
    desk.file("public/findling/old.html", page("beside"));
    desk.file("public/a.html", page("one"));
    desk.file("public/b.html", page("two"));
    desk.run(&["build", "public"]).went_well();
    desk.file("public/b.html", "<meta name=robots content=noindex>".to_owned() + &page("two"));
    desk.run(&["build", "public"]).went_well();
    assert!(["a.html", "b.html", "findling/old.html"].iter().all(|name| desk.path("public").join(name).exists()));
}

#[test]
fn a_page_of_the_owners_is_spared_in_whatever_encoding_it_is() {
    let desk = Desk::new();
    texts(&desk, "apples", 1);
    let theirs = b"<title>\xc8\xab\xc7\xf2\xbb\xaf</title>";
    desk.file("page/index.html", theirs);
    desk.run(&["build", "texts", "--out", "page"]).failed(&["page/index.html", "--out page/findling"]);
    assert_eq!(desk.read("page/index.html"), theirs);
}

#[test]
fn one_file_is_written_into_a_folder_that_is_not_there_yet() {
    let desk = Desk::new();
    texts(&desk, "apples", 1);
    desk.run(&["build", "texts", "--single-file", "new/deep/all.html"]).went_well();
    assert!(desk.path("new/deep/all.html").is_file());
}

#[test]
fn files_that_did_not_change_are_left_alone() {
    let desk = Desk::new();
    texts(&desk, "lantern", 3);
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    let time = |name: &str| fs::metadata(desk.path(name)).unwrap().modified().unwrap();
    let before = (time("page/findling.js"), time("page/1.html"));
    sleep(Duration::from_millis(20));
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    assert_eq!((time("page/findling.js"), time("page/1.html")), before);
}

#[test]
fn a_full_disk_is_an_error_and_the_old_search_stays_complete() {
    let desk = Desk::new();
    texts(&desk, "lantern", 3);
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    texts(&desk, "harbour", 3);
    // No file may grow beyond a few blocks: writing fails as it does on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f 16; exec '{FINDLING}' build texts --out page");
    let output = Command::new("sh").args(["-c", &script]).current_dir(desk.path("")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && told.contains("page/") && told.contains("earlier search is unchanged"),
        "{told}"
    );
    assert_whole(&desk, &["lantern"]);
    nothing_beside(&desk);
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_left_as_it_is() {
    let desk = Desk::new();
    texts(&desk, "lantern", 3);
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    texts(&desk, "harbour", 3);
    fs::set_permissions(desk.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(desk.path("page"), fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything is not stopped by permissions: then somebody else tries.
    let all_powerful = fs::write(desk.path("page/probe"), "").is_ok();
    let _ = fs::remove_file(desk.path("page/probe"));
    let mut command = build(&desk);
    if all_powerful {
        // By a process of its own: what a test beside starts would inherit the file that is being written, and keep it busy.
        assert!(Command::new("cp").arg(FINDLING).arg(desk.path("findling")).status().unwrap().success());
        command = Command::new(desk.path("findling"));
        command.args(["build", "texts", "--out", "page"]).current_dir(desk.path("")).uid(65534).gid(65534);
    }
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("page") && told.contains("denied"), "{told}");
    fs::set_permissions(desk.path("page"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_whole(&desk, &["lantern"]);
}

#[test]
fn a_place_that_is_a_file_is_no_folder() {
    let desk = Desk::new();
    texts(&desk, "lantern", 1);
    desk.file("page", "a file");
    desk.run(&["build", "texts", "--out", "page"]).failed(&["page"]);
    assert_eq!(desk.read("page"), b"a file");
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_a_whole_search() {
    let desk = Desk::new();
    texts(&desk, "lantern", 300);
    let begun = Instant::now();
    assert!(build(&desk).output().unwrap().status.success());
    let whole = begun.elapsed();
    for (n, word) in ["harbour", "meadow"].into_iter().cycle().take(12).enumerate() {
        texts(&desk, word, 300);
        let mut child = build(&desk).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(whole * (n as u32 + 1) / 12);
        let _ = child.kill();
        child.wait().unwrap();
        assert_whole(&desk, &["lantern", "harbour", "meadow"]);
    }
    texts(&desk, "orchard", 300);
    assert!(build(&desk).output().unwrap().status.success());
    assert_whole(&desk, &["orchard"]);
    nothing_beside(&desk);
    assert!(hashed(&desk).len() <= 3, "what was killed is cleared away: {:?}", hashed(&desk));
}

#[test]
fn two_builds_at_once_take_turns() {
    let desk = Desk::new();
    texts(&desk, "lantern", 100);
    let spawn = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let builds: Vec<_> = (0..4).map(|_| spawn(&mut build(&desk))).collect();
    for mut child in builds {
        assert!(child.wait().unwrap().success());
    }
    assert_whole(&desk, &["lantern"]);
    nothing_beside(&desk);
}

#[test]
fn texts_that_change_while_they_are_read_are_read_or_named() {
    let desk = Desk::new();
    texts(&desk, "lantern", 150);
    let folder = desk.path("texts");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 1;
            // A test that fails ends this too.
            let end = Instant::now() + Duration::from_mins(1);
            while !stop.load(Ordering::Relaxed) && Instant::now() < end {
                let path = folder.join(format!("{}.txt", 1 + n % 149));
                let _ = if n % 3 == 0 {
                    fs::remove_file(&path)
                } else {
                    fs::write(&path, "Text\n\nThe lantern.\n".repeat(n % 90))
                };
                n += 1;
            }
        });
        for _ in 0..6 {
            let output = build(&desk).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(!told.contains("panicked") && (output.status.success() || told.contains(".txt")), "{told}");
        }
        stop.store(true, Ordering::Relaxed);
    });
    texts(&desk, "lantern", 150);
    assert!(build(&desk).output().unwrap().status.success());
    assert_whole(&desk, &["lantern"]);
}

#[test]
fn a_reader_who_is_gone_is_no_failure() {
    let desk = Desk::with_page();
    desk.file("texts/broken.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    texts(&desk, "lantern", 1);
    for line in ["search page trade", "inspect page", "build texts --out other", "search none x"] {
        // Both ends are closed before anything is said.
        let script = format!("'{FINDLING}' {line} 2>&1 | :; exec 3>&1; ('{FINDLING}' {line} 2>&1; echo $? >&3) | :");
        let output = Command::new("bash").args(["-c", &script]).current_dir(desk.path("")).output().unwrap();
        let code = String::from_utf8(output.stdout).unwrap();
        assert!(matches!(code.trim(), "0" | "1"), "{line}: {code}");
    }
    assert!(Path::new(&desk.path("other/findling.js")).exists(), "the build was finished");
}
