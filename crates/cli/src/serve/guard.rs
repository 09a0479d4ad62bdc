//! Refuses requests for other host names. With DNS rebinding, another site's name leads to this machine, so its pages could read what is
//! served. The browser sends that name in the header Host.

use std::net::{IpAddr, Ipv6Addr};

use hyper::header::{HOST, HeaderMap};
use hyper::http::uri::Uri;

/// The host names to which the server answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    /// Whether other machines can connect. They use an IP address of this machine.
    pub open: bool,
    /// Names from the command line.
    pub names: Vec<String>,
}

impl Guard {
    /// Whether a request has a host name, and only names of this server.
    pub(super) fn admits(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let ours = |authority: &str| name(authority).is_some_and(|name| self.knows(&name));
        host.to_str().is_ok_and(ours) && uri.authority().is_none_or(|authority| ours(authority.as_str()))
    }

    fn knows(&self, name: &str) -> bool {
        if let Ok(address) = name.parse::<IpAddr>() {
            // DNS can't redirect an address.
            return self.open || address.is_loopback();
        }
        name == "localhost"
            || name.ends_with(".localhost")
            || self.names.iter().any(|ours| ours.eq_ignore_ascii_case(name))
    }
}

/// The name in `name`, `name:port`, `[address]` or `[address]:port`, in lower case and without brackets.
fn name(authority: &str) -> Option<String> {
    let is_port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some((address, rest)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (address.parse::<Ipv6Addr>().is_ok() && is_port(rest)).then(|| address.to_owned());
    }
    let (name, rest) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
    (is_port(rest) && !name.is_empty()).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(guard: &Guard, host: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        guard.admits(&Uri::from_static("/"), &headers)
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let guard = Guard::default();
        for ours in
            ["localhost", "LOCALHOST:4000", "docs.localhost", "127.0.0.1:4000", "127.9.9.9", "[::1]:4000", "[::1]"]
        {
            assert!(admits(&guard, ours), "{ours}");
        }
        for other in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:80",
            "localhost:80:evil",
            "10.0.0.1",
            "[::2]",
            "[::1",
            "",
            ":80",
            "[::1]evil",
            "localhost:x",
            "user@localhost",
            "notlocalhost",
        ] {
            assert!(!admits(&guard, other), "{other}");
        }
    }

    #[test]
    fn an_open_server_answers_to_addresses_and_given_names() {
        let guard = Guard { open: true, names: vec!["Desk.local".to_owned()] };
        for ours in ["10.0.0.1:4000", "[fe80::1]:4000", "desk.local:4000", "localhost"] {
            assert!(admits(&guard, ours), "{ours}");
        }
        assert!(!admits(&guard, "evil.example"));
    }

    #[test]
    fn a_request_with_two_host_names_is_refused() {
        let guard = Guard::default();
        let mut headers = HeaderMap::new();
        headers.append(HOST, "localhost".parse().unwrap());
        assert!(!guard.admits(&Uri::from_static("http://evil.example/"), &headers));
        assert!(guard.admits(&Uri::from_static("http://localhost/"), &headers));
        headers.append(HOST, "evil.example".parse().unwrap());
        assert!(!guard.admits(&Uri::from_static("/"), &headers));
        assert!(!guard.admits(&Uri::from_static("/"), &HeaderMap::new()));
    }
}
