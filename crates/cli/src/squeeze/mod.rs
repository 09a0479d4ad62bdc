//! Scripts as they ship: without comments, without the spaces and line ends that a machine does not need, with short names for
//! what only the script itself names, and without functions that nothing calls.
//!
//! For the files in `www/` and wasm-bindgen's glue, which end their statements with semicolons; it is no parser. What it can not tell
//! stays as it was written. A template over several lines is a style sheet.

mod names;
mod spare;
mod token;

use token::{Kind, Token, is_word, tokens};

/// The script, shorter.
pub(crate) fn squeeze(source: &str) -> String {
    let mut tokens = tokens(source);
    while let Some(unused) = unused(&tokens) {
        tokens.drain(unused);
    }
    names::shorten(&mut tokens);
    spare::spare(&mut tokens);
    written(&tokens)
}

/// Tokens as a text.
fn written(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut before: Option<&Token> = None;
    for token in tokens {
        out.push_str(before.map_or("", |before| between(before, token)));
        if token.kind == Kind::Text && token.text.contains('\n') {
            out.push_str(&sheet(&token.text));
        } else {
            out.push_str(&token.text);
        }
        before = Some(token);
    }
    out.push('\n');
    out
}

/// What has to stand between two tokens.
fn between(before: &Token, after: &Token) -> &'static str {
    let (Some(last), Some(first)) = (before.text.chars().last(), after.text.chars().next()) else { return "" };
    let value = is_word(last) || matches!(last, ')' | ']' | '"' | '\'' | '`');
    let operand = matches!(first, '(' | '[' | '{' | '"' | '\'' | '`' | '+' | '-' | '/' | '!');
    // A line that ends a statement without a semicolon goes on ending it.
    if after.line && (value && (operand || is_word(first)) || last == '}' && operand) {
        "\n"
    } else if is_word(last) && is_word(first) || last == first && matches!(first, '+' | '-') {
        " "
    } else {
        ""
    }
}

/// The first function at the top that is named nowhere but in itself.
fn unused(tokens: &[Token]) -> Option<std::ops::Range<usize>> {
    let partners = names::partners(tokens);
    let mut at = 0;
    while at < tokens.len() {
        let name = at + 1;
        let statement =
            at.checked_sub(1).is_none_or(|at| tokens[at].is(";") || tokens[at].is("}") || tokens[at].is("async"));
        if tokens[at].is("function") && statement && tokens.get(name + 1).is_some_and(|token| token.is("(")) {
            let start = at - usize::from(at > 0 && tokens[at - 1].is("async"));
            let end = partners[partners[name + 1] + 1] + 1;
            let called = |token: &Token| token.kind == Kind::Word && token.text == tokens[name].text;
            let exported = start > 0 && tokens[start - 1].is("export");
            if !exported && !tokens[..start].iter().chain(&tokens[end..]).any(called) {
                return Some(start..end);
            }
        }
        at = partners[at].max(at) + 1;
    }
    None
}

/// A style sheet's text without the spaces that only its readers need.
fn sheet(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((code, comment)) = rest.split_once("/*") {
        out.push_str(code);
        rest = comment.split_once("*/").map_or("", |(_, code)| code);
    }
    out.push_str(rest);
    out = out.lines().map(str::trim).collect();
    let shorter =
        [(": ", ":"), ("; ", ";"), (", ", ","), (" { ", "{"), (" {", "{"), (" }", "}"), (";}", "}"), (" > ", ">")];
    for (long, short) in shorter {
        out = out.replace(long, short);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_casts_and_spaces_fall_away_and_code_stays() {
        let source = "// @ts-check\n/**\n * Why.\n */\nexport const f = (a) => {\n  // Because.\n  return /** @type {T} */ (a.b) + +1; // so\n};\n";
        assert_eq!(squeeze(source), "export const f=c=>{return(c.b)+ +1};\n");
    }

    #[test]
    fn a_line_that_ends_a_statement_goes_on_ending_it() {
        assert_eq!(squeeze("a\nb\n(c)\nd.e = 1\n[f].g()\n"), "a\nb\n(c)\nd.e=1\n[f].g()\n");
    }

    #[test]
    fn names_of_a_script_alone_become_short_and_private_names_too() {
        let source = "const first = 1;\nexport class Box {\n  #hidden = 2;\n  go(second) { return this.#hidden + second + first; }\n}\n";
        let short = "const a=1;export class Box{#a=2;go(b){return this.#a+b+a}}\n";
        assert_eq!(squeeze(source), short);
    }

    #[test]
    fn names_of_members_globals_imports_and_exports_stay() {
        for source in [
            "import{make}from\"./dom.js\";make(1);\n",
            "const at=(url)=>({url,at:1}).at(url);\n",
            "const f=({label})=>label;f(1);export{f};\n",
            "export async function open(){}\nopen();\n",
            "{const location=1;}location.href;\n",
            "const get=1;class A{get b(){return get;}}new A();\n",
            "class Box{size=1;size2(){}}const size=new Box();Object.keys(size);\n",
        ] {
            let kept = squeeze(source);
            let names = |text: &str| {
                tokens(text)
                    .into_iter()
                    .filter(|t| t.kind == Kind::Word && t.text.len() > 2)
                    .map(|t| t.text)
                    .collect::<Vec<_>>()
            };
            let own = ["Box", "A"];
            let all = names(&kept);
            assert!(
                names(source).iter().filter(|name| !own.contains(&name.as_str())).all(|name| all.contains(name)),
                "{source} became {kept}"
            );
        }
    }

    #[test]
    fn scopes_that_lie_apart_share_names_and_those_that_meet_do_not() {
        let source = "const top = (one) => one.a;\nfor (const two of top(three => three)) two(top);\nlet [four, ...five] = top((six, seven) => ({ eight: `${six}-${seven}` }));\nfour(five);\n";
        assert_eq!(
            squeeze(source),
            "const b=e=>e.a;for(const f of b(e=>e))f(b);let[d,...c]=b((f,e)=>({eight:`${f}-${e}`}));d(c);\n"
        );
    }

    #[test]
    fn functions_that_nothing_calls_fall_away_with_what_they_alone_call() {
        let source =
            "function a() { b(); a(); }\nasync function b() {}\nexport function c() { d(); }\nfunction d() {}\n";
        assert_eq!(squeeze(source), "export function c(){a()}function a(){}\n");
    }

    #[test]
    fn a_style_sheet_keeps_the_spaces_that_mean_something() {
        assert_eq!(
            squeeze("x = `\n/* Why. */\n.a :b, .c > d {\n  e: calc(1px + 2px) f;\n}\n`;"),
            "x=`.a :b,.c>d{e:calc(1px + 2px) f}`;\n"
        );
    }

    #[test]
    fn marks_that_a_machine_can_spare_fall_away_and_those_that_mean_something_stay() {
        for (source, short) in [
            ("f((a) => { g(); });", "f(a=>{g()});"),
            ("f(async (a) => a, (b, c) => b, () => 1,);", "f(async a=>a,(b,c)=>b,()=>1);"),
            (
                "x = [(a.b).c, f(a.b), (a?.b).c, (a + b).c, (1).d, [, ], [a, , ], [a, ]];",
                "x=[a.b.c,f(a.b),(a?.b).c,(a+b).c,(1).d,[,],[a,,],[a]];",
            ),
            (
                "{ while (f()); } { for (; f(); ); } { if (a) ; } { if (a) b; else ; }",
                "{while(f());}{for(;f(););}{if(a);}{if(a)b;else;}",
            ),
            ("class A { #a; b = 1; }", "class A{#a;b=1}"),
            ("x = new (a.b)(); y = f?.(a); z = g`${(a)}`;", "x=new(a.b)();y=f?.(a);z=g`${(a)}`;"),
            ("a = b\n((c) => d)\n", "a=b\n(c=>d)"),
        ] {
            let mut tokens = tokens(source);
            spare::spare(&mut tokens);
            assert_eq!(written(&tokens), format!("{short}\n"));
        }
    }
}
