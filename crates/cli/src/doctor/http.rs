//! Fetches URLs with the system's `curl`.

use std::process::Command;

use crate::Failure;

/// Maximum size of an answer in bytes, for curl.
const LARGEST: &str = "1000000000";
/// Maximum duration of a request in seconds, for curl.
const SECONDS: &str = "60";

/// The answer of a host.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The URL after redirects.
    pub url: String,
}

impl Answer {
    /// The values of a header, joined. Empty if there is none. Names are in lower case.
    pub(super) fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }

    /// The values of a header.
    pub(super) fn each(&self, name: &str) -> Vec<String> {
        self.headers.iter().filter(|(found, _)| found == name).map(|(_, value)| value.clone()).collect()
    }

    /// The MIME type, without parameters.
    pub(super) fn mime(&self) -> String {
        self.header("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// Fetches a URL. `encodings` is the value of Accept-Encoding.
pub(super) fn get(url: &str, encodings: &str) -> Result<Answer, Failure> {
    let failure = |what: String| Failure::Fetch { url: url.to_owned(), what };
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--location", "--max-redirs", "5", "--include"])
        .args(["--proto", "=http,https", "--max-time", SECONDS, "--max-filesize", LARGEST])
        .args(["--header", &format!("Accept-Encoding: {encodings}"), "--write-out", "%{stderr}\n%{url_effective}"])
        .args(["--url", url])
        .output()
        .map_err(|error| {
            failure(format!("curl can't be run ({error}). Install it, or give the folder that is published"))
        })?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let (errors, effective) = said.rsplit_once('\n').unwrap_or(("", ""));
    if !output.status.success() {
        return Err(failure(format!("{}. Check the address", errors.trim())));
    }
    parse(&output.stdout, effective.trim()).ok_or_else(|| failure("the answer can't be read".to_owned()))
}

/// Parses the output of curl, which has the headers of each redirect.
fn parse(mut bytes: &[u8], url: &str) -> Option<Answer> {
    let mut answer = None;
    while bytes.starts_with(b"HTTP/") {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
        bytes = bytes.get(end + 4..)?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        };
        answer = Some((status, lines.filter_map(header).collect()));
    }
    let (status, headers) = answer?;
    Some(Answer { status, headers, body: bytes.to_vec(), url: url.to_owned() })
}

/// The URL of a link on a page.
pub(super) fn resolve(page: &str, address: &str) -> String {
    if address.starts_with("http://") || address.starts_with("https://") {
        return address.to_owned();
    }
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let scheme = page.find("://").map_or(0, |at| at + 3);
    let root = page.get(scheme..).and_then(|rest| rest.find('/')).map_or(page.len(), |at| scheme + at);
    if let Some(rest) = address.strip_prefix("//") {
        return format!("{}//{rest}", page.get(..scheme.saturating_sub(2)).unwrap_or_default());
    }
    let origin = page.get(..root).unwrap_or_default();
    let path = page.get(root..).unwrap_or_default();
    let full = if address.starts_with('/') {
        address.to_owned()
    } else {
        format!(
            "{}{address}",
            path.get(..path.rfind('/').map_or(0, |at| at + 1)).filter(|p| !p.is_empty()).unwrap_or("/")
        )
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{origin}/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_as_in_a_browser() {
        for (page, address, expected) in [
            ("https://e.org/a/b.html?q#x", "c.js", "https://e.org/a/c.js"),
            ("https://e.org/a/b.html", "../c.js", "https://e.org/c.js"),
            ("https://e.org/a/b.html", "/c/./d.js", "https://e.org/c/d.js"),
            ("https://e.org", "c.js", "https://e.org/c.js"),
            ("https://e.org/", "../../c.js", "https://e.org/c.js"),
            ("https://e.org/a", "//f.org/c.js", "https://f.org/c.js"),
            ("https://e.org/a", "http://f.org/c.js", "http://f.org/c.js"),
        ] {
            assert_eq!(resolve(page, address), expected, "{page} {address}");
        }
    }

    #[test]
    fn the_last_headers_and_the_body_are_parsed() {
        let said = b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/2 200 \r\nContent-Type: text/html; charset=x\r\nA: 1\r\na: 2\r\n\r\nbody";
        let answer = parse(said, "u").unwrap();
        assert_eq!((answer.status, answer.mime().as_str(), answer.header("a").as_str()), (200, "text/html", "1, 2"));
        assert_eq!((answer.body.as_slice(), answer.each("a").len()), (&b"body"[..], 2));
        assert!(parse(b"HTTP/1.1 200 OK\r\n", "u").is_none());
    }
}
