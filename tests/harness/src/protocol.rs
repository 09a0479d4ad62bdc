//! The browser's protocol: one call at a time over one socket. Other messages go to an observer.
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use crate::HarnessError;

/// How long the browser may take to answer a call.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(crate) struct Connection {
    socket: WebSocket<TcpStream>,
    last: u64,
}

impl Connection {
    /// Connects to `ws://host:port/path`.
    pub(crate) fn open(url: &str) -> Result<Self, HarnessError> {
        let authority = url.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(authority)?;
        stream.set_nodelay(true)?;
        let (socket, _) = tungstenite::client(url, stream)
            .map_err(|error| HarnessError::Refused("the handshake".into(), error.to_string()))?;
        Ok(Self { socket, last: 0 })
    }

    /// Sends a call without waiting for its answer; `session` names an attached target, or the connection's own.
    pub(crate) fn send(&mut self, session: Option<&str>, method: &str, params: &Value) -> Result<u64, HarnessError> {
        self.last += 1;
        let mut call = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = session {
            call["sessionId"] = session.into();
        }
        self.socket.send(Message::text(call.to_string()))?;
        Ok(self.last)
    }

    /// Sends a call and waits for its answer.
    pub(crate) fn call(
        &mut self,
        method: &str,
        params: &Value,
        observe: &mut dyn FnMut(&mut Self, &Value) -> Result<(), HarnessError>,
    ) -> Result<Value, HarnessError> {
        let id = self.send(None, method, params)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(mut message) = self.receive(deadline)? else {
                return Err(HarnessError::Timeout(format!("no answer to {method}"), PATIENCE));
            };
            if message["id"] == id && message["sessionId"].is_null() {
                return match message.get("error") {
                    Some(error) => Err(HarnessError::Refused(method.into(), error["message"].to_string())),
                    None => Ok(message["result"].take()),
                };
            }
            observe(self, &message)?;
        }
    }

    /// The next message, if one comes before the deadline.
    pub(crate) fn receive(&mut self, deadline: Instant) -> Result<Option<Value>, HarnessError> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            self.socket.get_ref().set_read_timeout(Some(left))?;
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(&text)
                        .map(Some)
                        .map_err(|error| HarnessError::Refused("the protocol".into(), error.to_string()));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
