//! The location of a search within its site: its folder, the path back to the site's root, and the two lines for the site's pages.

use std::path::{Path, PathBuf};

use crate::Failure;

/// The default folder of a search within a site.
pub(crate) const FOLDER: &str = "findling";

/// The location of a search within a site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Location {
    /// The folder, relative to the site's root: `findling`, `assets/search`.
    pub path: String,
    /// The site's root, relative to the folder.
    pub base: String,
}

impl Location {
    /// The location of a folder, which need not exist. A folder outside the site is expected to be copied into its root.
    pub(crate) fn of(site: &Path, out: &Path) -> Result<Location, Failure> {
        let (site, out) = (site.canonicalize().map_err(Failure::io(site))?, real(out)?);
        let below = match out.strip_prefix(&site) {
            Ok(below) => below.to_owned(),
            Err(_) => out.file_name().map(PathBuf::from).unwrap_or_default(),
        };
        let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        Ok(Location { path: parts.join("/"), base: "../".repeat(parts.len()) })
    }

    /// The lines that the owner pastes.
    pub(crate) fn lines(&self) -> String {
        format!("<script type=\"module\" src=\"{}\"></script>\n<findling-search></findling-search>\n", self.script())
    }

    /// The address of the script, if the site is at the root of its host.
    pub(crate) fn script(&self) -> String {
        let slash = if self.path.is_empty() { "" } else { "/" };
        format!("/{}{slash}findling.js", self.path)
    }
}

/// The canonical path, as far as it exists.
fn real(path: &Path) -> Result<PathBuf, Failure> {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(real), ..) => Ok(real),
        (Err(error), Some(parent), Some(name)) if error.kind() == std::io::ErrorKind::NotFound => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            Ok(real(parent)?.join(name))
        }
        (Err(source), ..) => Err(Failure::Io { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_leads_from_the_folder_to_the_site() {
        let root = std::env::temp_dir().join(format!("findling-place-{}", std::process::id()));
        let (site, deep, beside) = (root.join("public"), root.join("public/a/search"), root.join("other"));
        for folder in [&deep, &beside] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let place = |out: &Path| Location::of(&site, out).map(|p| (p.path, p.base)).unwrap();
        assert_eq!(place(&deep), ("a/search".to_owned(), "../../".to_owned()));
        assert_eq!(place(&root.join("public/a/../a")), ("a".to_owned(), "../".to_owned()));
        assert_eq!(place(&site.join("not/yet")), ("not/yet".to_owned(), "../../".to_owned()));
        assert_eq!(place(&beside), ("other".to_owned(), "../".to_owned()));
        assert_eq!(place(&site), (String::new(), String::new()));
        assert!(
            Location::of(&site, &site).unwrap().lines().starts_with("<script type=\"module\" src=\"/findling.js\"")
        );
        std::fs::remove_dir_all(root).unwrap();
    }
}
