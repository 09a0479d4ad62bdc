//! Tokens that a machine can spare. Each rule holds for the tokens alone, whatever they mean.
use super::names::partners;
use super::token::{Kind, Token};

/// What begins a statement whose body may be a semicolon alone.
const HEADS: &[&str] = &["if", "for", "while"];
/// Before these a parenthesis holds a value and belongs to no call.
const OPERATORS: &[&str] = &["(", "[", "=", ",", ":", "?", "&", "|", "!", "=>"];

/// Takes them out.
pub(super) fn spare(tokens: &mut Vec<Token>) {
    let partners = partners(tokens);
    let mut spared = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        let is = |i: usize, text: &str| tokens.get(i).is_some_and(|token| token.is(text));
        let before = |text: &str| at > 0 && is(at - 1, text);
        if is(at, ";") && is(at + 1, "}") {
            let head = at.checked_sub(1).map(|last| partners[last]).and_then(|open| open.checked_sub(1));
            let body =
                before("else") || before(")") && head.is_some_and(|head| HEADS.iter().any(|word| is(head, word)));
            spared[at] = !body;
        } else if is(at, ",") && [")", "]", "}"].iter().any(|end| is(at + 1, end)) {
            // `[,]` and `[a,,]` have holes.
            spared[at] = !before(",") && !before("[");
        } else if is(at, "(") && partners[at] > at {
            let end = partners[at];
            let one = end == at + 2 && tokens[at + 1].kind == Kind::Word;
            let value = at > 0 && tokens[at - 1].kind == Kind::Mark && OPERATORS.iter().any(|mark| before(mark));
            if one && is(end + 1, "=>") || value && !is(end + 1, "=>") && is_path(&tokens[at + 1..end]) {
                spared[at] = true;
                spared[end] = true;
            }
        }
    }
    let mut at = 0;
    let mut line = false;
    tokens.retain_mut(|token| {
        let gone = spared[at];
        at += 1;
        token.line |= std::mem::take(&mut line);
        line = gone && token.line;
        !gone
    });
}

/// Whether this is a name, or a name's member's member; what is optional ends elsewhere without its parentheses.
fn is_path(tokens: &[Token]) -> bool {
    let name = |token: &Token| token.kind == Kind::Word && !token.text.starts_with(|c: char| c.is_ascii_digit());
    tokens.len() % 2 == 1
        && tokens.iter().enumerate().all(|(i, token)| if i % 2 == 0 { name(token) } else { token.is(".") })
}
