//! Runs all tests. Programs that the tests need are searched for. On Debian, missing ones are installed; elsewhere, the command to
//! install them is printed. No test is skipped because a program is missing.
use std::path::{Path, PathBuf};
use std::process::Command;

use findling_harness::machine;

use crate::run::{finish, program, step, tests};

/// A program that tests need.
struct Needed {
    name: &'static str,
    variable: &'static str,
    find: fn() -> Option<PathBuf>,
    /// The packages of Debian and Ubuntu, separated by spaces.
    package: &'static str,
    /// The commands that install the program on macOS, on Windows, and elsewhere.
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
    Needed {
        name: "Groonga 13 or later",
        variable: machine::GROONGA,
        find: machine::groonga,
        package: "groonga",
        lines: [
            "brew install groonga",
            "wsl --install Debian, then in it: sudo apt-get install groonga",
            "sudo apt-get install groonga",
        ],
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
        "in a virtual machine with Debian (WebKitGTK runs on Linux only): sudo apt-get install webkit2gtk-driver xvfb",
        "wsl --install Debian, then in it: sudo apt-get install webkit2gtk-driver xvfb",
        "sudo apt-get install webkit2gtk-driver xvfb",
    ],
};

/// Runs the browser tests in Firefox. The task `test` runs them in Chromium only.
pub(crate) fn firefox() -> Result<(), String> {
    elsewhere(&FIREFOX, &["browser_firefox", "browser_single", "parity"], "webkit")
}

/// Runs the browser tests in `WebKit`.
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

/// Runs a million queries on one instance, which takes minutes.
pub(crate) fn soak() -> Result<(), String> {
    let mut tests = tests()?;
    tests.args(["--package", "findling", "--test", "soak", "--", "--ignored", "--nocapture"]);
    programs(&mut tests)?;
    finish(tests)
}

/// Finds the programs that tests need, or installs them, and passes their paths to a command.
pub(crate) fn programs(tests: &mut Command) -> Result<(), String> {
    for needed in NEEDED {
        let path = needed.get()?;
        eprintln!("{}: {}", needed.name, path.display());
        tests.env(needed.variable, path);
    }
    Ok(())
}

/// Runs all tests.
pub(crate) fn run(options: &[String]) -> Result<(), String> {
    let mut tests = tests()?;
    tests.arg("--workspace").args(options);
    programs(&mut tests)?;
    finish(tests)
}

impl Needed {
    fn get(&self) -> Result<PathBuf, String> {
        if let Some(path) = (self.find)() {
            return Ok(path);
        }
        if Path::new("/etc/debian_version").is_file() && machine::is_root() {
            step(&format!("Install {1}, because {0} is missing", self.name, self.package));
            // apt-get prints its own errors. The search below decides whether the program is there.
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
        format!(
            "{0} is missing; the tests need it\nhint: {line}\nhint: or set {1} to the path of an installed one",
            self.name, self.variable
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_program_is_reported_with_the_command_that_installs_it() {
        for needed in NEEDED.iter().chain([&FIREFOX, &WEBKIT]) {
            let message = needed.missing();
            assert!(message.contains("hint: ") && message.contains("install") && message.contains(needed.variable));
        }
    }
}
