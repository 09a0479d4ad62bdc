//! What the drivers of other browsers have in common: keys as `WebDriver` numbers them, and waiting.
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::HarnessError;

const PAUSE: Duration = Duration::from_millis(50);
/// Keys that type nothing but themselves, as `WebDriver` numbers them.
const NAMED: &[(&str, &str)] =
    &[("Enter", "\u{e007}"), ("Escape", "\u{e00c}"), ("ArrowUp", "\u{e013}"), ("ArrowDown", "\u{e015}")];

/// A second engine, which can do less than a [`Page`](crate::Page): it opens, looks and types, which is what it has to show.
pub trait Driven {
    /// Opens an address and waits until the page has loaded.
    fn goto(&mut self, url: &str) -> Result<(), HarnessError>;

    /// The value of an expression.
    fn eval(&mut self, script: &str) -> Result<Value, HarnessError>;

    /// Does what the keyboard does, in the driver's own words.
    fn perform(&mut self, actions: Value) -> Result<(), HarnessError>;

    /// Waits until an expression is true. While it throws, it is not true yet.
    fn wait_for(&mut self, script: &str, timeout: Duration) -> Result<(), HarnessError> {
        let deadline = Instant::now() + timeout;
        loop {
            let last = match self.eval(&format!("!!({script})")) {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(_) => format!("{script} is not true"),
                Err(error @ HarnessError::Refused(..)) => format!("{script}: {error}"),
                Err(error) => return Err(error),
            };
            if Instant::now() >= deadline {
                return Err(HarnessError::Timeout(last, timeout));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Types a text, a key for each character.
    fn type_text(&mut self, text: &str) -> Result<(), HarnessError> {
        let phases = ["keyDown", "keyUp"];
        let keys = text.chars().flat_map(|key| phases.map(|phase| json!({ "type": phase, "value": key.to_string() })));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": keys.collect::<Vec<_>>() });
        self.perform(json!({ "actions": [keyboard] }))
    }

    /// Presses a key by its name.
    fn press(&mut self, key: &str) -> Result<(), HarnessError> {
        let named = NAMED.iter().find(|(name, _)| *name == key);
        self.type_text(named.map_or(key, |(_, code)| code))
    }
}
