//! A page: navigation and scripts. Input, emulation and accessibility are in modules of their own.
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::HarnessError;
use crate::observe::{Answer, Message, Observed};
use crate::protocol::Connection;

/// How long a page may take to load.
const LOADING: Duration = Duration::from_secs(30);
/// Interval between two checks of a condition.
const PAUSE: Duration = Duration::from_millis(15);

/// A page of a [`Browser`](crate::Browser).
#[derive(Debug)]
pub struct Page {
    connection: Connection,
    observed: Observed,
}

impl Page {
    pub(crate) fn attach(connection: Connection) -> Result<Self, HarnessError> {
        let mut page = Self { connection, observed: Observed::default() };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.call(&format!("{domain}.enable"), &json!({}))?;
        }
        page.call("Page.setLifecycleEventsEnabled", &json!({ "enabled": true }))?;
        let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        page.call("Target.setAutoAttach", &attach)?;
        Ok(page)
    }

    /// Calls a method of the browser's protocol that has no method here.
    pub fn call(&mut self, method: &str, params: &Value) -> Result<Value, HarnessError> {
        let Self { connection, observed } = self;
        connection.call(method, params, &mut |connection, event| observed.observe(connection, event))
    }

    /// Opens an address and waits until the page has loaded.
    pub fn goto(&mut self, url: &str) -> Result<(), HarnessError> {
        let started = self.call("Page.navigate", &json!({ "url": url }))?;
        if let Some(reason) = started["errorText"].as_str() {
            return Err(HarnessError::Refused(url.into(), reason.into()));
        }
        // A navigation within the document loads nothing.
        let Some(loader) = started["loaderId"].as_str() else { return Ok(()) };
        self.until(&format!("{url} did not load"), |observed| observed.has_loaded(loader))
    }

    /// The events of an ended trace.
    pub(crate) fn traced(&mut self) -> Result<Vec<Value>, HarnessError> {
        self.until("the trace did not end", Observed::has_traced)?;
        Ok(self.observed.take_traced())
    }

    /// Handles the browser's events until a condition holds. `what` is the error if it does not.
    fn until(&mut self, what: &str, done: impl Fn(&Observed) -> bool) -> Result<(), HarnessError> {
        let deadline = Instant::now() + LOADING;
        while !done(&self.observed) {
            let Some(event) = self.connection.receive(deadline)? else {
                return Err(HarnessError::Timeout(what.into(), LOADING));
            };
            self.observed.observe(&mut self.connection, &event)?;
        }
        Ok(())
    }

    /// The value of an expression, or of its promise once it resolves. An exception is an error.
    pub fn eval(&mut self, script: &str) -> Result<Value, HarnessError> {
        let script = json!({ "expression": script, "awaitPromise": true, "replMode": true, "userGesture": true });
        let mut result = self.run("Runtime.evaluate", &script)?;
        if let Some(object) = result["objectId"].as_str() {
            // The first call awaits the script. A second one reads a promise or an object.
            let itself = json!({
                "objectId": object, "functionDeclaration": "function () { return this; }", "awaitPromise": true,
                "returnByValue": true,
            });
            result = self.run("Runtime.callFunctionOn", &itself)?;
        }
        Ok(result["value"].take())
    }

    fn run(&mut self, method: &str, params: &Value) -> Result<Value, HarnessError> {
        let mut answer = self.call(method, params)?;
        let thrown = &answer["exceptionDetails"];
        if thrown.is_null() {
            return Ok(answer["result"].take());
        }
        let exception = &thrown["exception"];
        let text = exception["description"].as_str().or(exception["value"].as_str()).or(thrown["text"].as_str());
        Err(HarnessError::Script(text.unwrap_or_default().into()))
    }

    /// Waits until an expression is true, and returns its value. While it throws, it is not true yet.
    pub fn wait_for(&mut self, script: &str, timeout: Duration) -> Result<Value, HarnessError> {
        let deadline = Instant::now() + timeout;
        loop {
            let last = match self.eval(script) {
                Ok(value) if is_true(&value) => return Ok(value),
                Ok(value) => format!("{script} is {value}"),
                Err(error @ (HarnessError::Script(_) | HarnessError::Refused(..))) => format!("{script}: {error}"),
                Err(error) => return Err(error),
            };
            if Instant::now() >= deadline {
                return Err(HarnessError::Timeout(last, timeout));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Runs a script in every document opened from now on, before the document's own.
    pub fn init_script(&mut self, script: &str) -> Result<(), HarnessError> {
        self.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).map(drop)
    }

    /// Answers requests of the page whose address contains `part`, instead of the network. If several match, the last one set applies.
    pub fn intercept(&mut self, part: &str, answer: Answer) -> Result<(), HarnessError> {
        self.observed.intercept(part, answer);
        self.call("Fetch.enable", &json!({})).map(drop)
    }

    /// Writes a picture of the visible part: WebP if the file's name ends so, else PNG.
    pub fn screenshot(&mut self, file: &Path) -> Result<(), HarnessError> {
        let format = match file.extension() {
            Some(extension) if extension == "webp" => json!({ "format": "webp", "quality": 80 }),
            _ => json!({ "format": "png" }),
        };
        let shot = self.call("Page.captureScreenshot", &format)?;
        let bytes = STANDARD
            .decode(shot["data"].as_str().unwrap_or_default())
            .map_err(|error| HarnessError::Refused("Page.captureScreenshot".into(), error.to_string()))?;
        Ok(fs::write(file, bytes)?)
    }

    /// Console messages of the page and its workers so far, with uncaught exceptions and the browser's own messages.
    pub fn console(&mut self) -> Result<&[Message], HarnessError> {
        self.catch_up()?;
        Ok(self.observed.console())
    }

    /// The addresses that the page and its workers requested so far, in order.
    pub fn requests(&mut self) -> Result<&[String], HarnessError> {
        self.catch_up()?;
        Ok(self.observed.requests())
    }

    /// Events and answers arrive in order, so an answered call means that all earlier events are handled.
    fn catch_up(&mut self) -> Result<(), HarnessError> {
        self.eval("undefined").map(drop)
    }
}

impl Drop for Page {
    /// An unused page keeps running, and many of them slow the machine.
    fn drop(&mut self) {
        // The browser may have ended already.
        let _ = self.connection.send(None, "Page.close", &json!({}));
    }
}

/// A text as a JavaScript literal.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
