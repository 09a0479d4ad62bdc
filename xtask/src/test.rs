//! All tests. What they need beside the Rust toolchain is found, or installed where that is one safe command, or named
//! with the line to type; a test is never left out because something is missing.
use std::path::{Path, PathBuf};

use findling_harness::machine;

use crate::run::{finish, program, step, tests};

/// A program that tests need: how it is found, and how a person gets it.
struct Needed {
    name: &'static str,
    variable: &'static str,
    find: fn() -> Option<PathBuf>,
    /// Debian's and Ubuntu's packages.
    package: &'static str,
    /// The line to type on macOS, on Windows, and elsewhere.
    lines: [&'static str; 3],
}

const NEEDED: &[Needed] = &[
    Needed {
        name: "Chromium or Chrome",
        variable: machine::BROWSER,
        find: machine::browser,
        package: "chromium",
        lines: ["brew install --cask google-chrome", "winget install Google.Chrome", "sudo apt-get install chromium"],
    },
    Needed {
        name: "Node 20 or later",
        variable: machine::NODE,
        find: machine::node,
        package: "nodejs",
        lines: ["brew install node", "winget install OpenJS.NodeJS.LTS", "sudo apt-get install nodejs"],
    },
];

const FIREFOX: Needed = Needed {
    name: "Firefox",
    variable: machine::FIREFOX,
    find: machine::firefox,
    package: "firefox-esr",
    lines: ["brew install --cask firefox", "winget install Mozilla.Firefox", "sudo apt-get install firefox-esr"],
};

const WEBKIT: Needed = Needed {
    name: "WebKitGTK's driver",
    variable: machine::WEBKIT,
    find: machine::webkit,
    package: "webkit2gtk-driver xvfb",
    lines: [
        "nothing: this WebKit is Linux's, so install Debian in a virtual machine",
        "wsl --install Debian, and there: sudo apt-get install webkit2gtk-driver xvfb",
        "sudo apt-get install webkit2gtk-driver xvfb",
    ],
};

/// The elements in a second engine, which the plain test command does not ask for.
pub(crate) fn firefox() -> Result<(), String> {
    elsewhere(&FIREFOX, &["browser_firefox", "browser_single", "parity"], "webkit")
}

/// And in a third.
pub(crate) fn webkit() -> Result<(), String> {
    elsewhere(&WEBKIT, &["browser_webkit", "parity"], "firefox")
}

fn elsewhere(needed: &Needed, files: &[&str], other: &str) -> Result<(), String> {
    let mut command = tests()?;
    command.args(["--package", "findling"]);
    for test in files {
        command.args(["--test", test]);
    }
    command.args(["--", "--ignored", "--skip", other]).env(needed.variable, needed.get()?);
    finish(command)
}

/// A million queries of one instance, which takes minutes.
pub(crate) fn soak() -> Result<(), String> {
    let mut tests = tests()?;
    tests.args(["--package", "findling", "--test", "soak", "--", "--ignored", "--nocapture"]);
    for needed in NEEDED {
        tests.env(needed.variable, needed.get()?);
    }
    finish(tests)
}

/// All of them.
pub(crate) fn run(options: &[String]) -> Result<(), String> {
    let mut tests = tests()?;
    tests.arg("--workspace").args(options);
    for needed in NEEDED {
        let path = needed.get()?;
        eprintln!("{}: {}", needed.name, path.display());
        tests.env(needed.variable, path);
    }
    finish(tests)
}

impl Needed {
    fn get(&self) -> Result<PathBuf, String> {
        if let Some(path) = (self.find)() {
            return Ok(path);
        }
        if Path::new("/etc/debian_version").is_file() && machine::is_root() {
            step(&format!("{} is missing: installing {}", self.name, self.package));
            // Whatever apt-get's reason to fail is, it has said so, and the search below tells whether it matters.
            let _ = finish(program("apt-get", &["update", "--quiet"])?);
            let mut install = program("apt-get", &["install", "--quiet", "--yes", "--no-install-recommends"])?;
            install.args(self.package.split(' '));
            let _ = finish(install);
        }
        (self.find)().ok_or_else(|| self.missing())
    }

    fn missing(&self) -> String {
        let [mac, windows, other] = self.lines;
        let line = match std::env::consts::OS {
            "macos" => mac,
            "windows" => windows,
            _ => other,
        };
        format!("The tests need {}. Type: {line}\n(or name one that you have in {})", self.name, self.variable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_line_to_type_and_the_variable_to_set() {
        for needed in NEEDED.iter().chain([&FIREFOX, &WEBKIT]) {
            let message = needed.missing();
            assert!(message.contains("Type: ") && message.contains("install") && message.contains(needed.variable));
        }
    }
}
