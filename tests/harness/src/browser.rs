//! A headless browser with a new profile. Both are removed when dropped.
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::protocol::Connection;
use crate::{HarnessError, Page, machine};

/// Options for a quiet browser: no first-run page, and no requests of its own.
const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Small containers have a small /dev/shm, and a browser that fills it crashes.
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
    "about:blank",
];

/// How long a browser may take to close before it is killed.
const CLOSING: Duration = Duration::from_secs(3);

/// A running browser. Pages of one browser share nothing but the process.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    /// `127.0.0.1:port`. Each page has a socket there.
    authority: String,
    connection: Mutex<Connection>,
    /// Removed after the browser has ended.
    _profile: TempDir,
}

impl Browser {
    /// Starts the browser that [`machine::browser`] finds.
    pub fn launch() -> Result<Self, HarnessError> {
        let program = machine::browser().ok_or(HarnessError::Missing(
            "Chromium or Chrome",
            "type `cargo xtask test`, or name one in FINDLING_BROWSER",
        ))?;
        let profile = tempfile::Builder::new().prefix("findling-browser-").tempdir()?;
        let mut command = Command::new(program);
        command.args(FLAGS).arg(format!("--user-data-dir={}", profile.path().display()));
        if machine::is_root() {
            // The sandbox does not work for root.
            command.arg("--no-sandbox");
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        match child.stderr.take().map_or(Err(HarnessError::Program("no output".into())), address) {
            Ok(url) => {
                let authority = url.trim_start_matches("ws://").split('/').next().unwrap_or_default().to_owned();
                let connection = Mutex::new(Connection::open(&url)?);
                Ok(Self { child, authority, connection, _profile: profile })
            }
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// The browser that concurrent tests share. The first test starts it, and it ends with the last.
    pub fn shared() -> Result<Arc<Self>, HarnessError> {
        static SHARED: Mutex<Weak<Browser>> = Mutex::new(Weak::new());
        // Locked while a browser starts, so that concurrent tests wait instead of starting another.
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(browser) = shared.upgrade() {
            return Ok(browser);
        }
        let browser = Arc::new(Self::launch()?);
        *shared = Arc::downgrade(&browser);
        Ok(browser)
    }

    /// Opens an empty page with storage and cache of its own.
    pub fn page(&self) -> Result<Page, HarnessError> {
        let context = self.call("Target.createBrowserContext", &json!({}))?["browserContextId"].take();
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.call("Target.createTarget", &target)?["targetId"].take();
        let url = format!("ws://{}/devtools/page/{}", self.authority, target.as_str().unwrap_or_default());
        Page::attach(Connection::open(&url)?)
    }

    fn call(&self, method: &str, params: &Value) -> Result<Value, HarnessError> {
        // After a panic in another thread at most one answer is unread. Calls match answers by number.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        connection.call(method, params, &mut |_, _| Ok(()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let asked = self.call("Browser.close", &json!({})).is_ok();
        let deadline = Instant::now() + CLOSING;
        while asked && Instant::now() < deadline {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the address that the browser prints, and keeps reading so that the browser never blocks on a full pipe.
fn address(output: ChildStderr) -> Result<String, HarnessError> {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut seen = String::new();
    for line in lines.by_ref() {
        if let Some(url) = line.strip_prefix("DevTools listening on ") {
            let url = url.trim().to_owned();
            thread::spawn(move || lines.for_each(drop));
            return Ok(url);
        }
        seen.push_str(&line);
        seen.push('\n');
    }
    Err(HarnessError::Program(format!("the browser ended before it listened:\n{seen}")))
}
