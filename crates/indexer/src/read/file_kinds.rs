//! The kinds of files: those that are read, and names of the others for the report.

use std::path::Path;

use super::load::extension;

/// Files that are there for machines, or for those who look at the site's making.
const NOT_CONTENT: &[&str] = &[
    "ads.txt",
    "app-ads.txt",
    "humans.txt",
    "llms-full.txt",
    "llms.txt",
    "requirements.txt",
    "robots.txt",
    "security.txt",
    "sitemap.txt",
];

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Page,
    Markdown,
    Text,
    JsonLines,
    /// Possibly a feed. Its content decides.
    Feed,
}

/// Kinds without text, each with several extensions.
const KINDS: &[(&str, &[&str])] = &[
    ("scripts and styles", &["js", "mjs", "cjs", "css", "map", "wasm"]),
    ("pictures", &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "tif", "tiff"]),
    ("fonts", &["woff", "woff2", "ttf", "otf", "eot"]),
    ("audio and video", &["mp3", "mp4", "m4a", "ogg", "oga", "ogv", "wav", "flac", "webm", "mov", "vtt"]),
];
/// The name of [`NOT_CONTENT`] in the report.
const MACHINES: &str = "files for machines";
/// Files and folders that nobody publishes.
pub(super) const HIDDEN: &str = "hidden files, hidden folders and node_modules";
/// Extensions of compressed files. The extension before says more.
const COMPRESSED: &[&str] = &["gz", "br", "zst", "xz", "bz2"];

/// The kind of a file, if it is read.
pub(super) fn of(path: &Path) -> Option<FileKind> {
    if is_for_machines(path) {
        return None;
    }
    match extension(path).as_str() {
        "html" | "htm" | "xhtml" => Some(FileKind::Page),
        "md" | "markdown" | "mdx" => Some(FileKind::Markdown),
        "txt" => Some(FileKind::Text),
        "jsonl" | "ndjson" => Some(FileKind::JsonLines),
        "xml" | "rss" | "atom" | "json" => Some(FileKind::Feed),
        _ => None,
    }
}

/// Whether a file is there for machines, or for those who look at the site's making.
fn is_for_machines(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    NOT_CONTENT.contains(&name.as_str()) || name.ends_with(".license.txt")
}

/// Whether a file may have searchable content.
pub(super) fn is_content(path: &Path) -> bool {
    of(path).is_some_and(|kind| kind != FileKind::Feed)
}

/// Whether a kind has no text.
pub(super) fn is_without_text(kind: &str) -> bool {
    [MACHINES, HIDDEN].contains(&kind) || KINDS.iter().any(|(name, _)| *name == kind)
}

/// The kind of a file: `.pdf`, `.html.gz`, `pictures`.
pub(super) fn name(file: &str) -> String {
    let path = Path::new(file);
    if is_for_machines(path) {
        return MACHINES.to_owned();
    }
    let own = extension(path);
    if let Some((kind, _)) = KINDS.iter().find(|(_, extensions)| extensions.contains(&own.as_str())) {
        return (*kind).to_owned();
    }
    let inner = path.file_stem().map(|stem| extension(Path::new(stem))).unwrap_or_default();
    match (COMPRESSED.contains(&own.as_str()), own.as_str(), inner.as_str()) {
        (_, "", _) => "files without an extension".to_owned(),
        (true, own, inner) if !inner.is_empty() => format!(".{inner}.{own}"),
        (_, own, _) => format!(".{own}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_an_extension_or_a_group_of_them() {
        for (file, kind) in [
            ("a/b.PDF", ".pdf"),
            ("a.html.gz", ".html.gz"),
            ("a.gz", ".gz"),
            ("a.rst.txt", ".txt"),
            ("app.js", "scripts and styles"),
            ("a.b/LICENSE", "files without an extension"),
        ] {
            assert_eq!(name(file), kind, "{file}");
        }
    }
}
