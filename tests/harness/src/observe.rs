//! Events of a page between calls: loads, console messages, requests, workers, and requests that the test answers.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::HarnessError;
use crate::protocol::Connection;

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `log`, `warning`, `error`, ...; an uncaught exception is an `exception`.
    pub level: String,
    /// The text: its arguments joined by spaces.
    pub text: String,
}

/// The answer to a page instead of the network's.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A failed connection.
    Fail,
    /// The network's own answer.
    Pass,
    /// An answer of the test.
    With {
        /// The status code.
        status: u16,
        /// Header names and values.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
}

#[derive(Debug, Default)]
pub(crate) struct Observed {
    loaded: Vec<String>,
    console: Vec<Message>,
    requests: Vec<String>,
    answers: Vec<(String, Answer)>,
    traced: Vec<Value>,
    traced_all: bool,
}

impl Observed {
    pub(crate) fn has_loaded(&self, loader: &str) -> bool {
        self.loaded.iter().any(|loaded| loaded == loader)
    }

    /// Whether a trace has ended.
    pub(crate) fn has_traced(&self) -> bool {
        self.traced_all
    }

    /// Takes the events of the trace.
    pub(crate) fn take_traced(&mut self) -> Vec<Value> {
        self.traced_all = false;
        std::mem::take(&mut self.traced)
    }

    pub(crate) fn console(&self) -> &[Message] {
        &self.console
    }

    pub(crate) fn requests(&self) -> &[String] {
        &self.requests
    }

    pub(crate) fn intercept(&mut self, part: &str, answer: Answer) {
        self.answers.push((part.to_owned(), answer));
    }

    pub(crate) fn observe(&mut self, connection: &mut Connection, event: &Value) -> Result<(), HarnessError> {
        let params = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Page.lifecycleEvent" if params["name"] == "load" => self.loaded.push(text(&params["loaderId"])),
            "Runtime.consoleAPICalled" => {
                let words: Vec<String> = params["args"].as_array().into_iter().flatten().map(argument).collect();
                self.say(&params["type"], words.join(" "));
            }
            "Runtime.exceptionThrown" => {
                let details = &params["exceptionDetails"];
                let thrown =
                    details["exception"]["description"].as_str().map_or_else(|| text(&details["text"]), str::to_owned);
                self.say(&"exception".into(), thrown);
            }
            "Log.entryAdded" => {
                let entry = &params["entry"];
                self.say(
                    &entry["level"],
                    format!("{} {}", text(&entry["text"]), text(&entry["url"])).trim().to_owned(),
                );
            }
            "Tracing.dataCollected" => self.traced.extend(params["value"].as_array().into_iter().flatten().cloned()),
            "Tracing.tracingComplete" => self.traced_all = true,
            "Network.requestWillBeSent" => self.requests.push(text(&params["request"]["url"])),
            "Target.attachedToTarget" => attach(connection, &text(&params["sessionId"]))?,
            "Fetch.requestPaused" => self.answer(connection, params)?,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, level: &Value, text: String) {
        self.console.push(Message { level: self::text(level), text });
    }

    fn answer(&self, connection: &mut Connection, paused: &Value) -> Result<(), HarnessError> {
        let id = &paused["requestId"];
        let url = text(&paused["request"]["url"]);
        let (method, params) = match self.answers.iter().rev().find(|(part, _)| url.contains(part)) {
            Some((_, Answer::Fail)) => {
                ("Fetch.failRequest", json!({ "requestId": id, "errorReason": "ConnectionRefused" }))
            }
            Some((_, Answer::With { status, headers, body })) => {
                let headers: Vec<Value> =
                    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
                let body = STANDARD.encode(body);
                let params =
                    json!({ "requestId": id, "responseCode": status, "responseHeaders": headers, "body": body });
                ("Fetch.fulfillRequest", params)
            }
            Some((_, Answer::Pass)) | None => ("Fetch.continueRequest", json!({ "requestId": id })),
        };
        connection.send(None, method, &params).map(drop)
    }
}

/// A worker waits until the test listens to it, so that its first request is seen, too.
fn attach(connection: &mut Connection, session: &str) -> Result<(), HarnessError> {
    for method in ["Network.enable", "Runtime.enable", "Runtime.runIfWaitingForDebugger"] {
        connection.send(Some(session), method, &json!({}))?;
    }
    Ok(())
}

/// A console argument as the console shows it.
fn argument(argument: &Value) -> String {
    match &argument["value"] {
        Value::Null => text(&argument["description"]),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
