//! Input of a visitor: keys, an input method, a pointer. Everything goes through the browser's own input path, so the page gets trusted events in
//! their real order.
use serde_json::{Value, json};

use crate::{HarnessError, Page};

/// Named keys: name, code number, and the text that some of them type.
const NAMED: &[(&str, u32, &str)] = &[
    ("Backspace", 8, ""),
    ("Tab", 9, ""),
    ("Enter", 13, "\r"),
    ("Escape", 27, ""),
    ("PageUp", 33, ""),
    ("PageDown", 34, ""),
    ("End", 35, ""),
    ("Home", 36, ""),
    ("ArrowLeft", 37, ""),
    ("ArrowUp", 38, ""),
    ("ArrowRight", 39, ""),
    ("ArrowDown", 40, ""),
    ("Delete", 46, ""),
];
const MODIFIERS: &[(&str, u32)] = &[("Alt", 1), ("Control", 2), ("Meta", 4), ("Shift", 8)];
/// The name of a key while an input method handles it.
const PROCESS: u32 = 229;

impl Page {
    /// Types a text, a key for each character.
    pub fn type_text(&mut self, text: &str) -> Result<(), HarnessError> {
        text.chars().try_for_each(|character| self.key(&character.to_string(), 0))
    }

    /// Presses a key, with modifiers before it: `Enter`, `/`, `Shift+Tab`, `Control+k`.
    pub fn press(&mut self, keys: &str) -> Result<(), HarnessError> {
        let mut held = 0;
        let mut key = keys;
        while let Some((modifier, rest)) = key.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
            let known = MODIFIERS.iter().find(|(name, _)| *name == modifier);
            held |= known.ok_or_else(|| HarnessError::Refused(keys.into(), format!("no modifier {modifier}")))?.1;
            key = rest;
        }
        self.key(key, held)
    }

    fn key(&mut self, key: &str, modifiers: u32) -> Result<(), HarnessError> {
        let mut event = match NAMED.iter().find(|(name, ..)| *name == key) {
            Some((name, number, text)) => {
                json!({ "key": name, "code": name, "windowsVirtualKeyCode": number, "text": text })
            }
            None => character(key),
        };
        // With Alt, Control or Meta a key is a command, not a character.
        if modifiers & 7 != 0 {
            event["text"] = "".into();
        }
        event["modifiers"] = modifiers.into();
        for phase in ["keyDown", "keyUp"] {
            event["type"] = phase.into();
            self.call("Input.dispatchKeyEvent", &event)?;
        }
        Ok(())
    }

    /// One step of an input method: it handles a key, and `text` is the text being composed.
    pub fn compose(&mut self, text: &str) -> Result<(), HarnessError> {
        let end = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.processed("Input.imeSetComposition", &composition)
    }

    /// The last step of an input method: the composition ends, and `text` replaces it.
    pub fn commit(&mut self, text: &str) -> Result<(), HarnessError> {
        self.processed("Input.insertText", &json!({ "text": text }))
    }

    fn processed(&mut self, method: &str, params: &Value) -> Result<(), HarnessError> {
        let mut event = json!({ "type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": PROCESS });
        self.call("Input.dispatchKeyEvent", &event)?;
        self.call(method, params)?;
        event["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", &event).map(drop)
    }

    /// Clicks the middle of an element. `>>>` steps into a shadow root: `find-box >>> input`.
    pub fn click(&mut self, selector: &str) -> Result<(), HarnessError> {
        self.mouse(selector, &[("mouseMoved", "none", 0), ("mousePressed", "left", 1), ("mouseReleased", "left", 1)])
    }

    /// Moves the pointer over the middle of an element.
    pub fn hover(&mut self, selector: &str) -> Result<(), HarnessError> {
        self.mouse(selector, &[("mouseMoved", "none", 0)])
    }

    fn mouse(&mut self, selector: &str, events: &[(&str, &str, u8)]) -> Result<(), HarnessError> {
        // Wait until its place is stable: a scroll can lay out content that moves it.
        let place = self.eval(&format!(
            "(async () => {{
                const element = {selector}.split('>>>').reduce(
                    (root, part) => (root.shadowRoot ?? root).querySelector(part), document);
                const frame = () => new Promise((seen) => (requestAnimationFrame(() => setTimeout(seen)), setTimeout(seen, 2000)));
                for (let before, still = 0, tries = 0; ; tries += 1) {{
                    element.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
                    const box = element.getBoundingClientRect();
                    const place = {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }};
                    still = before?.x === place.x && before.y === place.y ? still + 1 : 0;
                    if (still === 2 || tries === 50) return place;
                    before = place;
                    await frame();
                }}
            }})()",
            selector = Value::from(selector)
        ))?;
        for (kind, button, count) in events {
            let (x, y) = (&place["x"], &place["y"]);
            let event = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": count });
            self.call("Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }
}

/// A key by the character it types. Letters and digits have the codes that shortcuts are looked up by.
fn character(key: &str) -> Value {
    let upper = key.to_ascii_uppercase();
    let mut event = json!({ "key": key, "text": key });
    if let [byte] = upper.as_bytes()
        && byte.is_ascii_alphanumeric()
    {
        let row = if byte.is_ascii_digit() { "Digit" } else { "Key" };
        event["code"] = format!("{row}{upper}").into();
        event["windowsVirtualKeyCode"] = (*byte).into();
    }
    event
}
