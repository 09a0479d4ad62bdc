//! Runs a Groonga server on this machine. It ends when dropped.
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::site::Reply;
use crate::{HarnessError, machine};

/// How long the server may take to start.
const SOON: Duration = Duration::from_secs(20);

/// A running server with one database.
#[derive(Debug)]
pub struct Groonga {
    server: Child,
    port: u16,
}

fn program() -> Result<PathBuf, HarnessError> {
    machine::groonga().ok_or(HarnessError::Missing(
        "Groonga 13 or later",
        "type `cargo xtask test`, or `sudo apt-get install groonga`, or name one in FINDLING_GROONGA",
    ))
}

impl Groonga {
    /// Makes a database in a new folder by commands, and starts a server for it on a free port of the loopback address.
    pub fn start(folder: &Path, commands: &str) -> Result<Groonga, HarnessError> {
        let groonga = program()?;
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        let (input, database) = (folder.join("commands.grn"), folder.join("db"));
        fs::write(&input, commands)?;
        let made = Command::new(&groonga).arg("-n").arg(&database).stdin(fs::File::open(&input)?).output()?;
        let said = String::from_utf8_lossy(&made.stdout);
        if !made.status.success() || said.lines().any(|line| line.starts_with("[[-")) {
            return Err(HarnessError::Program(said.into_owned()));
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = Command::new(&groonga);
        command.args(["-p", &port.to_string(), "--bind-address", "127.0.0.1", "--protocol", "http", "-s"]);
        command.arg("--log-path").arg(folder.join("log")).arg(&database);
        let server = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let running = Groonga { server, port };
        let begun = Instant::now();
        while running.answer("/d/status").is_none() {
            if begun.elapsed() > SOON {
                return Err(HarnessError::Timeout("Groonga answers".to_owned(), SOON));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(running)
    }

    /// The address of the server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its answer to a request, as a proxy in front of it passes it on. None if it does not answer.
    #[must_use]
    pub fn answer(&self, target: &str) -> Option<Reply> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        write!(stream, "GET {target} HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let (_, status) = head.lines().next()?.split_once(' ')?;
        let body = answer[end + 4..].to_vec();
        Some(Reply { status: status.to_owned(), mime: "application/json".to_owned(), body })
    }
}

impl Drop for Groonga {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
