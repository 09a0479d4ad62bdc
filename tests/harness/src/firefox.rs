//! Drives Firefox by Marionette, the protocol of its own tests: JSON over a socket.
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driven::{Driven, pressed, typed};
use crate::{HarnessError, machine};

/// Maximum time for Firefox to start, and to answer.
const STARTING: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// A Firefox with one page. It ends when dropped.
#[derive(Debug)]
pub struct Firefox {
    child: Child,
    socket: TcpStream,
    calls: u64,
    /// Removed after the browser has ended.
    _profile: TempDir,
}

impl Firefox {
    /// Starts the Firefox that [`machine::firefox`] finds.
    pub fn launch() -> Result<Self, HarnessError> {
        let cure = "type `cargo xtask firefox`, or name one in FINDLING_FIREFOX";
        let program = machine::firefox().ok_or(HarnessError::Missing("Firefox", cure))?;
        let profile = tempfile::Builder::new().prefix("findling-firefox-").tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let settings = [
            ("marionette.port", json!(port)),
            ("app.update.enabled", json!(false)),
            ("browser.shell.checkDefaultBrowser", json!(false)),
            ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        ];
        let lines = settings.iter().map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"));
        fs::write(profile.path().join("user.js"), lines.collect::<String>())?;
        let mut command = Command::new(program);
        command.args(["--headless", "--marionette", "--no-remote", "--profile"]).arg(profile.path());
        // For root, the browser refuses a home folder of another user.
        command.env("HOME", profile.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        match connect(port) {
            Ok(socket) => {
                let mut firefox = Self { child, socket, calls: 0, _profile: profile };
                firefox.receive()?;
                firefox.call("WebDriver:NewSession", &json!({ "capabilities": {} }))?;
                Ok(firefox)
            }
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    fn call(&mut self, method: &str, params: &Value) -> Result<Value, HarnessError> {
        self.calls += 1;
        let message = json!([0, self.calls, method, params]).to_string();
        write!(self.socket, "{}:{message}", message.len())?;
        loop {
            let mut answer = self.receive()?;
            if answer[1] != self.calls {
                continue;
            }
            if answer[2].is_null() {
                return Ok(answer[3].take());
            }
            let reason = answer[2]["message"].as_str().unwrap_or_default();
            return Err(HarnessError::Refused(method.into(), reason.into()));
        }
    }

    /// A message: its length, a colon, and the bytes.
    fn receive(&mut self) -> Result<Value, HarnessError> {
        let mut length = 0_usize;
        loop {
            let mut byte = [0];
            self.socket.read_exact(&mut byte)?;
            match byte[0] {
                digit @ b'0'..=b'9' => length = length.saturating_mul(10).saturating_add(usize::from(digit - b'0')),
                _ => break,
            }
        }
        let mut message = Vec::new();
        (&self.socket).take(length as u64).read_to_end(&mut message)?;
        serde_json::from_slice(&message).map_err(|error| HarnessError::Program(format!("Firefox: {error}")))
    }
}

impl Driven for Firefox {
    fn goto(&mut self, url: &str) -> Result<(), HarnessError> {
        self.call("WebDriver:Navigate", &json!({ "url": url })).map(drop)
    }

    fn back(&mut self) -> Result<(), HarnessError> {
        self.call("WebDriver:Back", &json!({})).map(drop)
    }

    fn eval(&mut self, script: &str) -> Result<Value, HarnessError> {
        let call = json!({ "script": format!("return {script}"), "args": [] });
        Ok(self.call("WebDriver:ExecuteScript", &call)?["value"].take())
    }

    fn type_text(&mut self, text: &str) -> Result<(), HarnessError> {
        self.call("WebDriver:PerformActions", &typed(text)).map(drop)
    }

    fn press(&mut self, key: &str) -> Result<(), HarnessError> {
        self.call("WebDriver:PerformActions", &pressed(key)).map(drop)
    }

    fn resize(&mut self, width: u32, height: u32) -> Result<(), HarnessError> {
        self.call("WebDriver:SetWindowRect", &json!({ "width": width, "height": height })).map(drop)
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        let _ = self.call("Marionette:Quit", &json!({ "flags": ["eForceQuit"] }));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn connect(port: u16) -> Result<TcpStream, HarnessError> {
    let deadline = Instant::now() + STARTING;
    loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(socket) => {
                socket.set_read_timeout(Some(STARTING))?;
                return Ok(socket);
            }
            Err(_) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(error) => return Err(error.into()),
        }
    }
}
