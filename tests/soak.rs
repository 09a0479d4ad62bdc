//! Runs one instance for a long time: its memory stays flat, and its answers equal those of a fresh instance. `cargo xtask soak` runs a million
//! queries; the plain tests run some thousands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a failed expectation fails the test"
)]
mod seeds;
mod widget;

use std::fs;
use std::path::Path;

use findling_harness::{HarnessError, node};
use serde_json::{Value, json};
use widget::{Open, SOON, site};

/// Maximum growth of the memory after the first queries, as a factor.
const GROWTH: f64 = 1.01;

/// Runs this number of queries in Node, and checks memory and answers.
fn soak(folder: &str, queries: u32) -> Result<Value, HarnessError> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}")?;
    for name in ["index.js", "engine.js", "findling.wasm"] {
        fs::write(folder.join(name), &seeds::site().files[name])?;
    }
    let passages = seeds::corpus().pages.iter().flat_map(findling_indexer::cut);
    fs::write(folder.join("texts.json"), json!(passages.map(|p| p.text).collect::<Vec<_>>()).to_string())?;
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/soak.js"), folder.join("soak.js"))?;
    let seen: Value = serde_json::from_str(&node(&folder.join("soak.js"), &[&queries.to_string()])?).unwrap();
    assert!(
        seen["asked"].as_u64() >= Some(queries.into()) && seen["compared"].as_u64() >= Some((queries / 100).into())
    );
    for (before, after) in [("warm", "end"), ("before", "after")] {
        let of = |when: &str| seen[when]["wasm"].as_f64().unwrap();
        assert!(of(after) <= of(before) * GROWTH, "the engine's memory grows: {seen:#}");
    }
    Ok(seen)
}

#[test]
fn thousands_of_queries_and_a_hundred_opens_leave_no_trace() -> Result<(), HarnessError> {
    soak("soak", 4000).map(drop)
}

#[test]
#[ignore = "takes minutes: cargo xtask soak"]
fn a_million_queries_leave_no_trace() -> Result<(), HarnessError> {
    let seen = soak("soak-long", 1_000_000)?;
    println!("{seen:#}");
    let held: Vec<u64> = seen["held"].as_array().unwrap().iter().map(|at| at["heap"].as_u64().unwrap()).collect();
    // Code that the browser recompiles takes a few hundred kilobytes for a while. A leak stays.
    let (early, late) = held.split_at(held.len() / 2);
    let least = |of: &[u64]| *of.iter().min().unwrap() as f64;
    assert!(least(late) <= least(early) * GROWTH, "JavaScript's memory grows: {seen:#}");
    Ok(())
}

#[test]
fn elements_that_come_and_go_leave_no_nodes_and_no_listeners() -> Result<(), HarnessError> {
    let mut open = Open::new(site(""))?;
    let url = open.site.url("/site.html");
    open.page.goto(&url)?;
    let mut rounds = |count: usize| -> Result<(u64, u64), HarnessError> {
        let come_and_go = format!(
            "(async () => {{
               for (let i = 0; i < {count}; i += 1) {{
                 const box = document.createElement('findling-search');
                 box.setAttribute('modal', '');
                 document.body.append(box);
                 while (!box.session) await new Promise((resolve) => setTimeout(resolve));
                 box.open();
                 const answered = new Promise((resolve) => box.addEventListener('findling:results', resolve, {{ once: true }}));
                 box.ask('多边');
                 await answered;
                 box.close();
                 box.remove();
               }}
               return true;
             }})()"
        );
        open.page.wait_for(&come_and_go, SOON)?;
        for _ in 0..3 {
            open.page.call("HeapProfiler.collectGarbage", &json!({}))?;
        }
        let counters = open.page.call("Memory.getDOMCounters", &json!({}))?;
        Ok((counters["nodes"].as_u64().unwrap(), counters["jsEventListeners"].as_u64().unwrap()))
    };
    let warm = rounds(5)?;
    let after = rounds(100)?;
    // A box has dozens of nodes and listeners, so a hundred leaked boxes would be thousands.
    assert!(after.0 <= warm.0 + 50 && after.1 <= warm.1 + 10, "nodes and listeners: {warm:?}, then {after:?}");
    Ok(())
}
