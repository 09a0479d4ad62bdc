//! Programs that tests need and cargo does not install, and the current user.
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The environment variable with the path of the browser.
pub const BROWSER: &str = "FINDLING_BROWSER";
/// The environment variable with the path of Firefox.
pub const FIREFOX: &str = "FINDLING_FIREFOX";
/// The environment variable with the path of `WebKit`'s driver.
pub const WEBKIT: &str = "FINDLING_WEBKIT";
/// The environment variable with the path of Node.
pub const NODE: &str = "FINDLING_NODE";
/// The environment variable with the path of Groonga.
pub const GROONGA: &str = "FINDLING_GROONGA";
/// The oldest supported version of Node.
pub const NODE_MAJOR: u32 = 20;

const BROWSER_NAMES: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
/// Paths of browsers that are not in PATH.
const BROWSER_PATHS: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// Chromium or a browser built from it: the one [`BROWSER`] names, or the first that is found.
#[must_use]
pub fn browser() -> Option<PathBuf> {
    let elsewhere = BROWSER_PATHS.iter().map(PathBuf::from).find(|path| path.is_file());
    named(BROWSER).or_else(|| in_path(BROWSER_NAMES)).or(elsewhere)
}

/// Firefox: the one [`FIREFOX`] names, or the first that is found.
#[must_use]
pub fn firefox() -> Option<PathBuf> {
    let elsewhere =
        Some(PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox")).filter(|path| path.is_file());
    named(FIREFOX).or_else(|| in_path(&["firefox-esr", "firefox"])).or(elsewhere)
}

/// `WebKit`'s driver: the one [`WEBKIT`] names, or the one in PATH. It needs a screen, or a program that
/// makes one in memory.
#[must_use]
pub fn webkit() -> Option<PathBuf> {
    let screen = env::var_os("DISPLAY").or_else(|| env::var_os("WAYLAND_DISPLAY")).map(PathBuf::from);
    screen.or_else(|| in_path(&["Xvfb"]))?;
    named(WEBKIT).or_else(|| in_path(&["WebKitWebDriver"]))
}

/// Node, of version [`NODE_MAJOR`] or later: the one [`NODE`] names, or the first that is found.
#[must_use]
pub fn node() -> Option<PathBuf> {
    named(NODE).or_else(|| in_path(&["node", "nodejs"])).filter(|path| major(path) >= Some(NODE_MAJOR))
}

/// Groonga, a search engine: the one [`GROONGA`] names, or the one in PATH.
#[must_use]
pub fn groonga() -> Option<PathBuf> {
    named(GROONGA).or_else(|| in_path(&["groonga"]))
}

/// Whether this process runs as root. A program of the system answers, because the standard library can't.
#[must_use]
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").stderr(Stdio::null()).output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn in_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.map(|path| path.with_extension(env::consts::EXE_EXTENSION)).find(|path| path.is_file())
}

fn major(node: &Path) -> Option<u32> {
    let output = Command::new(node).arg("--version").output().ok()?;
    major_of(&String::from_utf8_lossy(&output.stdout))
}

fn major_of(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_up_to_its_first_dot() {
        assert_eq!(major_of("v20.11.1\n"), Some(20));
        assert_eq!(major_of("not node"), None);
    }

    #[test]
    fn a_program_that_is_nowhere_is_not_found() {
        assert_eq!(in_path(&["no-such-program-anywhere"]), None);
    }
}
