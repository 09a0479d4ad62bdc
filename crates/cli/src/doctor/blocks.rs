//! Checks the blocks of a split index.

use std::fs;
use std::path::Path;

use findling_core::split::{BlockId, SplitIndex};

use super::caching::keeping;
use super::findings::{Findings, WHOLE};
use super::http::{get, resolve};
use crate::blocks::{opened, path};
use crate::module::{SECTION, section};
use crate::quantity::count;
use crate::{Failure, blocks};

/// Maximum number of blocks listed in a finding.
const NAMED: usize = 3;
/// Number of blocks of a host that are requested, spread over all of them.
const SAMPLE: usize = 20;

/// The faults of blocks, by kind.
#[derive(Default)]
struct Faults {
    missing: Vec<String>,
    pages: Vec<String>,
    wrong: Vec<String>,
}

impl Faults {
    /// Checks the bytes of a block.
    fn check(&mut self, split: &mut SplitIndex, block: BlockId, bytes: &[u8]) {
        let name = path(&split.name(block));
        if split.feed(block, bytes).is_err() {
            let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(100)).unwrap_or_default()).to_lowercase();
            let list = if text.trim_start().starts_with('<') && text.contains("html") {
                &mut self.pages
            } else {
                &mut self.wrong
            };
            list.push(name);
        }
    }

    fn report(&self, checked: &str, findings: &mut Findings) {
        let rows = [
            (&self.missing, "missing", WHOLE),
            (&self.pages, "web pages", "exclude the folder blocks/ from rewriting rules and from login pages"),
            (&self.wrong, "damaged, or of another build", WHOLE),
        ];
        for (names, what, hint) in rows.into_iter().filter(|(names, ..)| !names.is_empty()) {
            let more = names.len().saturating_sub(NAMED);
            let named = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            findings.error(format!("blocks of the index are {what}: {named}{more}"), hint);
        }
        if rows.iter().all(|(names, ..)| names.is_empty()) {
            findings.ok(checked);
        }
    }
}

/// The split index in a module, if it has one.
fn split(module: &[u8]) -> Option<SplitIndex> {
    section(module, SECTION).and_then(opened)
}

/// Checks all blocks in the folder of a search.
pub(super) fn in_folder(module: &[u8], search: &Path, findings: &mut Findings) {
    let Some(mut split) = split(module) else { return };
    let (blocks, mut faults): (Vec<BlockId>, _) = (split.blocks().collect(), Faults::default());
    for block in &blocks {
        let name = path(&split.name(*block));
        match fs::read(search.join(&name)) {
            Ok(bytes) => faults.check(&mut split, *block, &bytes),
            Err(_) => faults.missing.push(name),
        }
    }
    faults.report(&format!("a split index with {}, all of one build", count(blocks.len(), "block")), findings);
}

/// Checks some blocks on a host. `entry` is the URL of the script.
pub(super) fn on_host(module: &[u8], entry: &str, findings: &mut Findings) -> Result<(), Failure> {
    let Some(mut split) = split(module) else { return Ok(()) };
    let (blocks, mut faults): (Vec<BlockId>, _) = (split.blocks().collect(), Faults::default());
    let sample = blocks.len().min(SAMPLE);
    let mut fine = Vec::new();
    for at in 0..sample {
        // From the first to the last.
        let block = blocks[at * (blocks.len() - 1) / (sample - 1).max(1)];
        let name = path(&split.name(block));
        let answer = get(&resolve(entry, &name), "identity")?;
        if answer.status != 200 {
            faults.missing.push(name);
        } else if answer.mime() == "text/html" {
            faults.pages.push(name);
        } else {
            faults.check(&mut split, block, &answer.body);
            if fine.is_empty() && findings.0.iter().all(|finding| !finding.what.contains(blocks::FOLDER)) {
                keeping(&name, &answer.header("cache-control"), true, &mut fine, findings);
            }
        }
    }
    let checked = format!("{sample} of {} of a split index; {}", count(blocks.len(), "block"), fine.join("; "));
    faults.report(checked.trim_end_matches("; "), findings);
    Ok(())
}
