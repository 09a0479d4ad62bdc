//! What a page's content policy lets the search do.

use super::Findings;

/// A policy that lets everything work.
const ENOUGH: &str = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/// Looks at a page's policies, all of which hold. `origin` is the page's own: `https://example.org`.
pub(super) fn look(policies: &[String], origin: &str, findings: &mut Findings) {
    if policies.is_empty() {
        findings.well("no content policy stands in the way");
        return;
    }
    let (mut ill, mut slow) = (Vec::new(), false);
    for policy in policies {
        let script = sources(policy, &["script-src-elem", "script-src", "default-src"]);
        let wasm = sources(policy, &["script-src", "default-src"]);
        if script.as_ref().is_some_and(|list| !allows(list, origin) && !by_nonce(list)) {
            ill.push("script-src does not let findling.js come: add 'self'");
        }
        let runs = |list: &Vec<&str>| list.iter().any(|s| matches!(*s, "'wasm-unsafe-eval'" | "'unsafe-eval'"));
        if wasm.as_ref().is_some_and(|list| !runs(list)) {
            ill.push("script-src does not let WebAssembly run: add 'wasm-unsafe-eval'");
        }
        if script.as_deref().is_some_and(by_nonce) {
            findings.fair(
                "the policy lets scripts come by a nonce or with 'strict-dynamic'",
                "give the line that names findling.js the page's nonce",
            );
        }
        if sources(policy, &["connect-src", "default-src"]).is_some_and(|list| !allows(&list, origin)) {
            ill.push("connect-src does not let the module come: add 'self'");
        }
        let worker = ["worker-src", "child-src", "script-src", "default-src"];
        slow |= sources(policy, &worker).is_some_and(|list| !allows(&list, origin));
    }
    if ill.is_empty() {
        findings.well("the content policy lets the search work");
    }
    for what in ill {
        findings.ill(format!("the content policy stands in the way: {what}"), format!("this is enough: {ENOUGH}"));
    }
    if slow {
        findings.fair("the policy lets no worker come, so the page itself does its work", "add worker-src 'self'");
    }
}

/// The sources of the first of these directives that a policy has; nothing where it has none, and anything may come.
fn sources<'a>(policy: &'a str, names: &[&str]) -> Option<Vec<&'a str>> {
    let directive = |name: &&str| {
        policy.split(';').find_map(|part| {
            let mut words = part.split_whitespace();
            words.next().filter(|first| first.eq_ignore_ascii_case(name)).map(|_| words.collect())
        })
    };
    names.iter().find_map(directive)
}

fn allows(list: &[&str], origin: &str) -> bool {
    let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
    list.iter().any(|source| {
        matches!(*source, "'self'" | "*")
            || source.eq_ignore_ascii_case(&format!("{scheme}:"))
            || *source == host
            || source.trim_end_matches('/') == origin
            || source.strip_prefix("*.").is_some_and(|parent| host.ends_with(&format!(".{parent}")))
    })
}

fn by_nonce(list: &[&str]) -> bool {
    list.iter().any(|source| source.starts_with("'nonce-") || *source == "'strict-dynamic'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    fn ill(policy: &str) -> Vec<String> {
        let mut findings = Findings::default();
        look(&[policy.to_owned()], "https://docs.example.org", &mut findings);
        findings.0.into_iter().filter(|f| f.state != State::Well).map(|f| f.what).collect()
    }

    #[test]
    fn a_policy_that_is_enough_is_well_and_each_hindrance_is_named() {
        assert_eq!(ill(&format!("default-src 'none'; {ENOUGH}")), Vec::<String>::new());
        assert_eq!(ill("img-src 'self'; script-src https: 'wasm-unsafe-eval'"), Vec::<String>::new());
        assert_eq!(ill("default-src *.example.org 'unsafe-eval'"), Vec::<String>::new());
        for (policy, named) in [
            ("default-src 'self'", "wasm-unsafe-eval"),
            ("script-src 'wasm-unsafe-eval' https://cdn.example.net; worker-src 'self'", "findling.js"),
            ("script-src 'self' 'wasm-unsafe-eval'; connect-src https://api.example.org", "module"),
            ("script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", "worker"),
            ("script-src 'nonce-abc' 'wasm-unsafe-eval'; worker-src 'self'", "nonce"),
        ] {
            let told = ill(policy);
            assert!(told.len() == 1 && told[0].contains(named), "{policy}: {told:?}");
        }
    }
}
