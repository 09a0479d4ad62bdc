//! Circles in the imports between files.
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

/// For each file the files that it imports, each with the imported names.
pub(crate) type Imports = BTreeMap<PathBuf, BTreeMap<PathBuf, BTreeSet<String>>>;

/// A description of every pair of files that import each other, and of a shortest longer circle through each file that is in none.
pub(crate) fn circles(imports: &Imports, root: &Path) -> Vec<String> {
    let short = |file: &Path| file.strip_prefix(root).unwrap_or(file).display().to_string();
    let names = |from: &Path, to: &Path| {
        let names = imports.get(from).and_then(|files| files.get(to)).into_iter().flatten();
        names.cloned().collect::<Vec<_>>().join(", ")
    };
    let mut found = Vec::new();
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for (from, to) in imports.iter().flat_map(|(from, files)| files.keys().map(move |to| (from, to))) {
        if from < to && imports.get(to).is_some_and(|files| files.contains_key(from)) {
            seen.extend([from.clone(), to.clone()]);
            let (a, b) = (short(from), short(to));
            found.push(format!("{a} ({}) <-> {b} ({})", names(from, to), names(to, from)));
        }
    }
    for file in imports.keys() {
        if seen.contains(file) {
            continue;
        }
        if let Some(circle) = circle(imports, file).filter(|circle| !circle.iter().any(|file| seen.contains(file))) {
            found.push(circle.iter().map(|file| short(file)).collect::<Vec<_>>().join(" -> "));
            seen.extend(circle);
        }
    }
    found
}

/// A shortest way from a file back to itself.
fn circle(imports: &Imports, start: &Path) -> Option<Vec<PathBuf>> {
    let mut ways = VecDeque::from([vec![start.to_path_buf()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in imports.get(way.last()?).into_iter().flat_map(BTreeMap::keys) {
            let longer: Vec<PathBuf> = way.iter().chain([next]).cloned().collect();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push_back(longer);
            }
        }
    }
    None
}
