//! The operations that all browsers have: open, evaluate, type, resize. Only [`Page`] has more.
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{Browser, HarnessError, Page, Viewport};

const PAUSE: Duration = Duration::from_millis(50);
/// Named keys with their numbers in `WebDriver`.
const NAMED: &[(&str, &str)] = &[
    ("Tab", "\u{e004}"),
    ("Enter", "\u{e007}"),
    ("Escape", "\u{e00c}"),
    ("End", "\u{e010}"),
    ("ArrowUp", "\u{e013}"),
    ("ArrowDown", "\u{e015}"),
];

/// A browser of any kind with one page.
pub trait Driven {
    /// Opens an address and waits until the page has loaded.
    fn goto(&mut self, url: &str) -> Result<(), HarnessError>;

    /// Goes back to the previous page. The driver does it, because a page that enters the cache may not answer a script.
    fn back(&mut self) -> Result<(), HarnessError>;

    /// The value of an expression.
    fn eval(&mut self, script: &str) -> Result<Value, HarnessError>;

    /// Types a text, a key for each character.
    fn type_text(&mut self, text: &str) -> Result<(), HarnessError>;

    /// Presses a key by its name.
    fn press(&mut self, key: &str) -> Result<(), HarnessError>;

    /// Resizes the window. Some browsers have a minimum size.
    fn resize(&mut self, width: u32, height: u32) -> Result<(), HarnessError>;

    /// Waits until an expression is true. While it throws, it is not true yet.
    fn wait_for(&mut self, script: &str, timeout: Duration) -> Result<(), HarnessError> {
        let deadline = Instant::now() + timeout;
        loop {
            let last = match self.eval(&format!("!!({script})")) {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(_) => format!("{script} is not true"),
                Err(error @ (HarnessError::Script(_) | HarnessError::Refused(..))) => format!("{script}: {error}"),
                Err(error) => return Err(error),
            };
            if Instant::now() >= deadline {
                return Err(HarnessError::Timeout(last, timeout));
            }
            thread::sleep(PAUSE);
        }
    }
}

/// A sequence of keys in `WebDriver`'s format.
pub(crate) fn typed(text: &str) -> Value {
    let phases = ["keyDown", "keyUp"];
    let keys = text.chars().flat_map(|key| phases.map(|phase| json!({ "type": phase, "value": key.to_string() })));
    let keyboard = json!({ "type": "key", "id": "keyboard", "actions": keys.collect::<Vec<_>>() });
    json!({ "actions": [keyboard] })
}

/// The same for a key by its name.
pub(crate) fn pressed(key: &str) -> Value {
    let named = NAMED.iter().find(|(name, _)| *name == key);
    typed(named.map_or(key, |(_, code)| code))
}

/// A page of the Chromium that tests share, with the operations of the other browsers.
#[derive(Debug)]
pub struct Chromium {
    page: Page,
    /// Keeps the browser running as long as the page exists.
    _browser: Arc<Browser>,
}

impl Chromium {
    /// Opens a page, and the browser if it is not running yet.
    pub fn launch() -> Result<Self, HarnessError> {
        let browser = Browser::shared()?;
        Ok(Self { page: browser.page()?, _browser: browser })
    }
}

impl Driven for Chromium {
    fn goto(&mut self, url: &str) -> Result<(), HarnessError> {
        self.page.goto(url)
    }

    fn back(&mut self) -> Result<(), HarnessError> {
        self.page.eval("void history.back()").map(drop)
    }

    fn eval(&mut self, script: &str) -> Result<Value, HarnessError> {
        self.page.eval(script)
    }

    fn type_text(&mut self, text: &str) -> Result<(), HarnessError> {
        self.page.type_text(text)
    }

    fn press(&mut self, key: &str) -> Result<(), HarnessError> {
        self.page.press(key)
    }

    fn resize(&mut self, width: u32, height: u32) -> Result<(), HarnessError> {
        self.page.viewport(Viewport { width, height, mobile: false })
    }
}
