//! How fast texts of several makes are read and cut, in megabytes a second on one core.
//!
//! `cargo run --release -p findling-indexer --example reading_speed [megabytes [words of a make's name]]`

use std::time::Instant;

use findling_indexer::{TextOptions, cut, read_text};

/// A text's make, and a function of the line's number that gives its lines.
type Make = (&'static str, fn(usize) -> String);

const MAKES: [Make; 9] = [
    ("one Chinese letter a line", |_| "中\n".to_owned()),
    ("one Latin letter a line", |_| "a\n".to_owned()),
    ("letters and digits, one a line", |n| format!("{}\n", ["a", "中", "7", "B", "。", "年", "é"][n * n % 7])),
    ("few letters a line, of all kinds", |n| ["a\n", "中\n", "7\n", "。\n", "ab\n", "\n"][n * 7 % 6].to_owned()),
    ("one Chinese line", |_| "会议决定设立专门委员会，负责协调有关工作。".to_owned()),
    ("one English line", |_| "the committee decided to meet again in the spring. ".to_owned()),
    ("wrapped Chinese", |n| {
        let line = "会议决定设立专门委员会，负责协调有关工作，并于年底前提交报告。各国应当加强合作";
        if n % 9 == 8 { "共同应对挑战。\n\n".to_owned() } else { format!("{line}\n") }
    }),
    ("wrapped English", |n| {
        let line = "The committee, which had met twice before, decided to go on in the spring";
        if n % 9 == 8 { "as it had been agreed.\n\n".to_owned() } else { format!("{line}\n") }
    }),
    ("table between tabs", |n| format!("{n}\talpha\t{}\t中国\n", n * 3)),
];

fn main() {
    let megabytes = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(50);
    let wanted = std::env::args().nth(2).unwrap_or_default();
    for (name, line) in MAKES.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < megabytes << 20 {
            text.push_str(&line(number));
            number += 1;
        }
        let clock = Clock::start();
        let file = read_text(&text, &TextOptions::default());
        let read = clock.seconds();
        let passages: usize = file.pages.iter().map(|page| cut(page).len()).sum();
        let whole = clock.seconds();
        let size = text.len() as f64 / f64::from(1 << 20);
        println!("{name:<34} {:>7.1} MB/s read, {:>7.1} with cutting, {passages} passages", size / read, size / whole);
    }
}

/// Time that this thread had a core for, where the system tells (Linux); what has passed elsewhere.
struct Clock {
    core: Option<u64>,
    wall: Instant,
}

impl Clock {
    fn start() -> Self {
        Self { core: on_core(), wall: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        let core = on_core().zip(self.core).map(|(now, then)| (now - then) as f64 / 1e9);
        core.unwrap_or_else(|| self.wall.elapsed().as_secs_f64())
    }
}

fn on_core() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
