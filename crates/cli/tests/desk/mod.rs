//! A temporary folder to run the command in, and the output of a run.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) struct Desk {
    folder: TempDir,
}

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk { folder: tempfile::Builder::new().prefix("findling-cli-").tempdir().unwrap() }
    }

    /// A folder with a corpus of 3 articles, and the search page built from it in `page/`.
    pub(crate) fn with_page() -> Desk {
        let desk = Desk::new();
        desk.file("docs.jsonl", DOCS);
        desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The path of the module of the search in a folder.
    pub(crate) fn module(&self, folder: &str) -> String {
        let names = std::fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let mut modules = names
            .filter_map(|name| name.into_string().ok())
            .filter(|name| std::path::Path::new(name).extension().is_some_and(|e| e == "wasm"));
        let module = modules.next().expect("a module");
        assert_eq!(modules.next(), None, "{folder} has one module");
        format!("{folder}/{module}")
    }

    /// Runs `findling` here with these arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        self.run_with_input(arguments, "")
    }

    /// Runs `findling` with this text on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_findling"));
        command.args(arguments).current_dir(self.folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that ends without reading its input is judged by its result.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Done {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Done {
    pub(crate) fn went_well(self) -> Done {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    /// The command failed. It printed one error that contains all of these, with at most one hint, and nothing else but warnings.
    pub(crate) fn failed(self, names: &[&str]) {
        assert!(self.code.is_some_and(|code| code != 0) && self.out.is_empty(), "{self:?}");
        let lines: Vec<&str> = self.err.trim_end().lines().skip_while(|line| line.starts_with("warning: ")).collect();
        let (error, hints) = lines.split_first().expect("an error");
        assert!(error.starts_with("error: ") && hints.len() <= 1, "{self:?}");
        assert!(hints.iter().all(|line| line.starts_with("hint: ")) && !self.err.contains("panicked"), "{self:?}");
        for name in names {
            assert!(self.err.contains(name), "“{name}” is not in: {}", self.err);
        }
    }
}

const DOCS: &str = concat!(
    r#"{"id":"a","url":"a.html","title":"多边合作","text":"各国应当加强多边合作，共同应对气候变化。","lang":"zh-Hans","date":"2020-04-03","source":"日报"}"#,
    "\n",
    r#"{"id":"b","url":"b.html","title":"Trade","text":"Countries trade with each other. 合作","lang":"en","date":"2019-01-20","source":"Weekly"}"#,
    "\n\n",
    r#"{"id":"c","url":"c.html","title":"Climate","text":"The climate changes, and trade with it.","lang":"en","date":"2021-11-02","source":"Weekly"}"#,
    "\n",
);
