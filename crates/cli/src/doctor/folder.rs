//! Checks the folder of a search before it is published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use findling_indexer::read::files;

use super::findings::Findings;
use super::{blocks, host, page, policy};
use crate::Failure;
use crate::location::{FOLDER, Location};
use crate::publish::{ENTRY, MODULE, code_of, hash_of, hashed_names};
use crate::quantity::count;

/// Maximum number of pages listed in a finding.
const NAMED: usize = 5;
const AGAIN: &str = "build again and publish the whole folder";

pub(super) fn look(folder: &Path, findings: &mut Findings) -> Result<(), Failure> {
    fs::read_dir(folder).map_err(Failure::io(folder))?;
    let inner = folder.join(FOLDER);
    let has = |folder: &Path| folder.join(ENTRY).is_file();
    let (search, site) = match (has(folder), has(&inner)) {
        (true, _) => (folder.to_owned(), None),
        (false, true) => (inner, Some(folder)),
        (false, false) => {
            let found = files(folder)?.into_iter().find(|file| file.ends_with(ENTRY));
            let Some(search) = found.and_then(|file| file.parent().map(Path::to_owned)) else {
                let cure = format!("findling build {}", folder.display());
                findings.error(format!("there is no search in {}", folder.display()), cure);
                return Ok(());
            };
            (search, Some(folder))
        }
    };
    let built = own(&search, findings);
    if let Some(site) = site {
        pages(site, &search, built, findings)?;
    }
    Ok(())
}

/// Checks the files of the search. Returns the time of its build.
fn own(search: &Path, findings: &mut Findings) -> Option<SystemTime> {
    let read = |name: &str| fs::read_to_string(search.join(name)).unwrap_or_default();
    let script = read(ENTRY);
    let said: BTreeSet<&str> = hashed_names(&script).into_iter().collect();
    let module = said.iter().find(|name| name.starts_with("findling.")).copied();
    let name = module.unwrap_or(MODULE);
    match fs::read(search.join(name)) {
        Ok(bytes) => {
            host::content(&bytes, module, findings);
            blocks::in_folder(&bytes, search, findings);
        }
        Err(error) => findings.error(format!("{ENTRY} names {name}, which can't be read: {error}"), AGAIN),
    }
    if let Some(code) = said.iter().find(|name| name.starts_with("code.")) {
        let there = below(&search.join(code));
        if code_of(there.iter()) == **code {
            findings.ok(format!("{} scripts of one build", there.len()));
        } else {
            findings.error(format!("the scripts in {code} are not those of its build"), AGAIN);
        }
    }
    let other = read("module.js");
    let mixed: Vec<&str> = hashed_names(&other).into_iter().filter(|name| !said.contains(name)).collect();
    if !mixed.is_empty() {
        findings
            .error(format!("module.js names {}, which {ENTRY} does not: files of two builds", mixed.join(", ")), AGAIN);
    }
    let names: Vec<String> = fs::read_dir(search)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    let modules = names.iter().filter(|name| hash_of(name).is_some() && name.starts_with("findling.")).count();
    if modules > 2 {
        findings
            .warning(format!("{modules} modules; open pages need two at most"), "remove the folder and build again");
    }
    if module.is_some() && names.iter().any(|name| name == MODULE) {
        findings.warning(format!("{MODULE} exists, which nothing names"), "remove it");
    }
    if names.iter().any(|name| name == ".findling.part") {
        findings.warning("a build was interrupted; the earlier search is complete", "build again");
    }
    fs::metadata(search.join(name)).and_then(|meta| meta.modified()).ok()
}

/// All files below a folder, by their paths in it.
fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let path = |file: &PathBuf| {
        let below = file.strip_prefix(folder).ok()?;
        Some(below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    };
    let found = files(folder).unwrap_or_default();
    found.iter().filter_map(|file| Some((path(file)?, fs::read(file).ok()?))).collect()
}

/// Checks the pages of the site.
fn pages(site: &Path, search: &Path, built: Option<SystemTime>, findings: &mut Findings) -> Result<(), Failure> {
    let place = Location::of(site, search)?;
    let (mut named, mut lost, mut newer) = (0, Vec::new(), 0);
    let mut policies: BTreeSet<Vec<String>> = BTreeSet::new();
    for file in files(site)? {
        let is_page = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"));
        if !is_page || file.starts_with(search) {
            continue;
        }
        let html = String::from_utf8_lossy(&fs::read(&file).unwrap_or_default()).into_owned();
        let time = fs::metadata(&file).and_then(|meta| meta.modified()).ok();
        newer += usize::from(time.zip(built).is_some_and(|(page, built)| page > built));
        let Some(entry) = page::entry(&html) else { continue };
        named += 1;
        policies.insert(page::policies(&html));
        // An absolute address can contain the path of the site on its host.
        let there = match entry.strip_prefix('/') {
            Some(path) => path.ends_with(&format!("{}{ENTRY}", prefix(&place))),
            None => entry.contains("://") || file.parent().is_some_and(|folder| folder.join(entry).is_file()),
        };
        if !there {
            lost.push(format!("{} ({entry})", file.strip_prefix(site).unwrap_or(&file).display()));
        }
    }
    if named == 0 {
        findings.error(
            "no page has the search",
            format!("paste these lines where the search should appear:\n{}", place.lines()),
        );
    } else {
        findings.ok(format!("{} {} the search", count(named, "page"), if named == 1 { "has" } else { "have" }));
    }
    if !lost.is_empty() {
        let more = if lost.len() > NAMED { format!(" and {} more", lost.len() - NAMED) } else { String::new() };
        lost.truncate(NAMED);
        let cure = format!("the search is at /{}{ENTRY} of the site", prefix(&place));
        findings.error(format!("pages name a script that is not there: {}{more}", lost.join(", ")), cure);
    }
    if newer > 0 {
        let what = format!("{} {} newer than the search", count(newer, "page"), if newer == 1 { "is" } else { "are" });
        findings.warning(what, "build again after the site is made");
    }
    for policies in policies.iter().filter(|policies| !policies.is_empty()) {
        policy::look(policies, "https://localhost", findings);
    }
    Ok(())
}

fn prefix(place: &Location) -> String {
    if place.path.is_empty() { String::new() } else { format!("{}/", place.path) }
}
