//! Checks whether a page's content security policy allows the search.

use super::findings::Findings;

/// A policy that allows everything.
const ENOUGH: &str = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/// Checks a page's policies, which all apply. `origin` is the page's own: `https://example.org`.
pub(super) fn look(policies: &[String], origin: &str, findings: &mut Findings) {
    if policies.is_empty() {
        findings.ok("no content security policy");
        return;
    }
    let (mut errors, mut slow) = (Vec::new(), false);
    for policy in policies {
        let script = sources(policy, &["script-src-elem", "script-src", "default-src"]);
        let wasm = sources(policy, &["script-src", "default-src"]);
        if script.as_ref().is_some_and(|list| !allows(list, origin) && !by_nonce(list)) {
            errors.push("script-src does not allow findling.js: add 'self'");
        }
        let runs = |list: &Vec<&str>| list.iter().any(|s| matches!(*s, "'wasm-unsafe-eval'" | "'unsafe-eval'"));
        if wasm.as_ref().is_some_and(|list| !runs(list)) {
            errors.push("script-src does not allow WebAssembly: add 'wasm-unsafe-eval'");
        }
        if script.as_deref().is_some_and(by_nonce) {
            findings.warning(
                "the policy allows scripts by nonce or with 'strict-dynamic'",
                "give the line that names findling.js the page's nonce",
            );
        }
        if sources(policy, &["connect-src", "default-src"]).is_some_and(|list| !allows(&list, origin)) {
            errors.push("connect-src does not allow the module: add 'self'");
        }
        let worker = ["worker-src", "child-src", "script-src", "default-src"];
        slow |= sources(policy, &worker).is_some_and(|list| !allows(&list, origin));
    }
    if errors.is_empty() {
        findings.ok("the content security policy allows the search");
    }
    for what in errors {
        findings.error(
            format!("the content security policy blocks the search: {what}"),
            format!("this policy is sufficient: {ENOUGH}"),
        );
    }
    if slow {
        findings.warning("the policy allows no worker, so the search runs in the page itself", "add worker-src 'self'");
    }
}

/// The sources of the first of these directives in a policy. None if it has none of them, which allows everything.
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
    use crate::doctor::findings::State;

    fn problems(policy: &str) -> Vec<String> {
        let mut findings = Findings::default();
        look(&[policy.to_owned()], "https://docs.example.org", &mut findings);
        findings.0.into_iter().filter(|f| f.state != State::Ok).map(|f| f.what).collect()
    }

    #[test]
    fn a_sufficient_policy_passes_and_each_restriction_is_reported() {
        assert_eq!(problems(&format!("default-src 'none'; {ENOUGH}")), Vec::<String>::new());
        assert_eq!(problems("img-src 'self'; script-src https: 'wasm-unsafe-eval'"), Vec::<String>::new());
        assert_eq!(problems("default-src *.example.org 'unsafe-eval'"), Vec::<String>::new());
        for (policy, named) in [
            ("default-src 'self'", "wasm-unsafe-eval"),
            ("script-src 'wasm-unsafe-eval' https://cdn.example.net; worker-src 'self'", "findling.js"),
            ("script-src 'self' 'wasm-unsafe-eval'; connect-src https://api.example.org", "module"),
            ("script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", "worker"),
            ("script-src 'nonce-abc' 'wasm-unsafe-eval'; worker-src 'self'", "nonce"),
        ] {
            let told = problems(policy);
            assert!(told.len() == 1 && told[0].contains(named), "{policy}: {told:?}");
        }
    }
}
