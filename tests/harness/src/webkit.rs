//! Drives `WebKit` by the W3C's `WebDriver`: JSON over HTTP to the driver of `WebKitGTK`, which starts its own small browser. On a machine without
//! a screen the browser gets a virtual one.
use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driven::{Driven, pressed, typed};
use crate::{HarnessError, machine};

/// Maximum time for the driver to start, and for the browser to answer.
const STARTING: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(50);

/// A `WebKit` with one page. It ends when dropped.
#[derive(Debug)]
pub struct Webkit {
    driver: Child,
    screen: Option<Child>,
    port: u16,
    session: String,
    /// Removed after the browser has ended.
    _home: TempDir,
}

impl Webkit {
    /// Starts the driver that [`machine::webkit`] finds, and its browser.
    pub fn launch() -> Result<Self, HarnessError> {
        let cure = "type `cargo xtask webkit`, or name its WebKitWebDriver in FINDLING_WEBKIT";
        let program = machine::webkit().ok_or(HarnessError::Missing("WebKit", cure))?;
        let home = tempfile::Builder::new().prefix("findling-webkit-").tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = Command::new(program);
        command.arg(format!("--port={port}"));
        let seen = env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some();
        let screen = if seen {
            None
        } else {
            let (screen, number) = screen()?;
            command.env("DISPLAY", format!(":{number}"));
            Some(screen)
        };
        command.env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path()).env("NO_AT_BRIDGE", "1");
        // The machine may have no graphics processor.
        command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = command.spawn()?;
        let mut webkit = Self { driver, screen, port, session: String::new(), _home: home };
        webkit.begin()?;
        Ok(webkit)
    }

    fn begin(&mut self) -> Result<(), HarnessError> {
        let deadline = Instant::now() + STARTING;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if Instant::now() > deadline {
                return Err(HarnessError::Timeout("the driver does not listen".into(), STARTING));
            }
            thread::sleep(PAUSE);
        }
        let mut answer = self.request("POST", "/session", &json!({ "capabilities": { "alwaysMatch": {} } }))?;
        match answer["sessionId"].take() {
            Value::String(session) => self.session = session,
            other => return Err(HarnessError::Refused("a session".into(), other.to_string())),
        }
        Ok(())
    }

    fn call(&self, command: &str, params: &Value) -> Result<Value, HarnessError> {
        self.request("POST", &format!("/session/{}/{command}", self.session), params)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, HarnessError> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(STARTING))?;
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer: Value = serde_json::from_slice(&answer(BufReader::new(stream))?)
            .map_err(|error| HarnessError::Program(format!("WebKit: {error}")))?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => {
                let message = value["message"].as_str().unwrap_or_default();
                Err(HarnessError::Refused(path.into(), format!("{error}: {message}")))
            }
            None => Ok(value),
        }
    }
}

impl Driven for Webkit {
    fn goto(&mut self, url: &str) -> Result<(), HarnessError> {
        self.call("url", &json!({ "url": url })).map(drop)
    }

    fn back(&mut self) -> Result<(), HarnessError> {
        self.call("back", &json!({})).map(drop)
    }

    fn eval(&mut self, script: &str) -> Result<Value, HarnessError> {
        self.call("execute/sync", &json!({ "script": format!("return {script}"), "args": [] }))
    }

    fn type_text(&mut self, text: &str) -> Result<(), HarnessError> {
        self.call("actions", &typed(text)).map(drop)
    }

    fn press(&mut self, key: &str) -> Result<(), HarnessError> {
        self.call("actions", &pressed(key)).map(drop)
    }

    fn resize(&mut self, width: u32, height: u32) -> Result<(), HarnessError> {
        self.call("window/rect", &json!({ "width": width, "height": height })).map(drop)
    }
}

impl Drop for Webkit {
    fn drop(&mut self) {
        // The driver ends its browser with the session.
        let _ = self.request("DELETE", &format!("/session/{}", self.session), &json!({}));
        for child in [Some(&mut self.driver), self.screen.as_mut()].into_iter().flatten() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A virtual screen, and its number.
fn screen() -> Result<(Child, String), HarnessError> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1100x760x24", "-nolisten", "tcp"]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|_| HarnessError::Missing("Xvfb", "type `cargo xtask webkit`"))?;
    let mut number = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut number)?;
    }
    Ok((child, number.trim().to_owned()))
}

/// The body of an answer with a content length.
fn answer(mut stream: impl BufRead) -> std::io::Result<Vec<u8>> {
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((_, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    stream.take(length).read_to_end(&mut body)?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_as_long_as_its_head_says() {
        let text = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbodyand more";
        assert_eq!(answer(&text[..]).unwrap(), b"body");
    }
}
