//! Checks a published search, as a browser sees it.

use findling_core::Index;
use findling_core::split::SplitIndex;
use findling_indexer::NativeHost;

use super::caching::keeping;
use super::findings::{Findings, WHOLE};
use super::http::{Answer, get, resolve};
use super::{blocks, page, policy};
use crate::Failure;
use crate::location::FOLDER;
use crate::module::{SECTION, section};
use crate::publish::{ENTRY, MODULE, hashed_names, named};
use crate::quantity::count;

const SCRIPT: &[&str] = &["text/javascript", "application/javascript", "application/x-javascript"];
const WASM: &[&str] = &["application/wasm"];
/// Scripts that every search needs.
const NEEDED: &[&str] = &["index.js", "engine.js", "worker.js"];
/// Size in bytes from which a file should be compressed.
const LIGHT: usize = 8_000;

/// Checks the URL of a page, or of the folder or the script of a search.
pub(super) fn look(url: &str, findings: &mut Findings) -> Result<(), Failure> {
    let first = get(url, "identity")?;
    let text = String::from_utf8_lossy(&first.body).into_owned();
    let is_page = first.mime() == "text/html";
    let Some(entry) = find(&first, &text)? else {
        findings.error(
            format!("{url} names no {ENTRY}, and there is none below it"),
            "paste the two lines that `findling build` prints into the page, or give the address of a page that has them",
        );
        return Ok(());
    };
    if entry == below(&first, &format!("{FOLDER}/")) && page::entry(&text).is_none() {
        let what = if first.status == 200 { "names no search".to_owned() } else { format!("answers {}", first.status) };
        findings.warning(
            format!("{url} {what}: what is looked at is the search below it"),
            "paste the two lines that `findling build` prints into the page, if it is to have the search",
        );
    }
    if is_page {
        let mut policies = first.each("content-security-policy");
        policies.extend(page::policies(&text));
        let origin: Vec<&str> = first.url.splitn(4, '/').take(3).collect();
        policy::look(&policies, &origin.join("/"), findings);
    }
    let Some(script) = file(&entry, SCRIPT, false, findings)? else { return Ok(()) };
    let script = String::from_utf8_lossy(&script.body).into_owned();
    let said = hashed_names(&script);
    let module = said.iter().find(|name| name.starts_with("findling.")).copied();
    let address = resolve(&entry, module.unwrap_or(MODULE));
    if let Some(answer) = file(&address, WASM, module.is_some(), findings)? {
        content(&answer.body, module, findings);
        blocks::on_host(&answer.body, &entry, findings)?;
    }
    let code = said.iter().find(|name| name.starts_with("code.")).map_or(String::new(), |code| format!("{code}/"));
    for name in NEEDED {
        file(&resolve(&entry, &format!("{code}{name}")), SCRIPT, !code.is_empty(), findings)?;
    }
    Ok(())
}

/// The URL of the script: the given URL, the one that the page names, or the one below the URL.
fn find(first: &Answer, text: &str) -> Result<Option<String>, Failure> {
    if first.status == 200 && first.url.ends_with(ENTRY) {
        return Ok(Some(first.url.clone()));
    }
    if let Some(address) = page::entry(text) {
        return Ok(Some(resolve(&first.url, address)));
    }
    for folder in [String::new(), format!("{FOLDER}/")] {
        let url = below(first, &folder);
        let answer = get(&url, "identity")?;
        if answer.status == 200 && SCRIPT.contains(&answer.mime().as_str()) {
            return Ok(Some(url));
        }
    }
    Ok(None)
}

/// The URL of the script in a folder below the given URL.
fn below(first: &Answer, folder: &str) -> String {
    resolve(&format!("{}/", first.url.trim_end_matches('/')), &format!("{folder}{ENTRY}"))
}

/// Checks the headers of a file. Returns the answer if the file exists.
fn file(url: &str, mimes: &[&str], lasting: bool, findings: &mut Findings) -> Result<Option<Answer>, Failure> {
    let answer = get(url, "identity")?;
    let name = url.rsplit('/').next().unwrap_or(url);
    let mime = answer.mime();
    if answer.status != 200 {
        findings.error(format!("{url} answers {}", answer.status), WHOLE);
        return Ok(None);
    }
    if mime == "text/html" {
        findings.error(format!("{url} answers a web page where the file should be"), WHOLE);
        return Ok(None);
    }
    let mut fine = vec![format!("{name} comes as {mime}")];
    if !mimes.contains(&mime.as_str()) {
        let cure = format!("let the host send content-type: {}", mimes.first().unwrap_or(&""));
        if mimes == WASM {
            findings.warning(format!("{name} comes as “{mime}”: browsers can't compile it while it comes"), cure);
        } else {
            findings.error(format!("{name} comes as “{mime}”, which browsers do not run"), cure);
        }
        fine.clear();
    }
    let packed = get(url, "br, gzip")?;
    let encoding = packed.header("content-encoding");
    if !encoding.is_empty() {
        fine.push(format!("{encoding}, {} of {} bytes", packed.body.len(), answer.body.len()));
    } else if answer.body.len() > LIGHT {
        let what = format!("{name} comes uncompressed, {} bytes", answer.body.len());
        findings
            .error(what, format!("let the host compress {} with brotli, or with gzip", mimes.first().unwrap_or(&"")));
    }
    keeping(name, &answer.header("cache-control"), lasting, &mut fine, findings);
    if !fine.is_empty() {
        findings.ok(fine.join("; "));
    }
    Ok(Some(answer))
}

/// Checks the content of a module.
pub(super) fn content(module: &[u8], name: Option<&str>, findings: &mut Findings) {
    if name.is_some_and(|name| named(module) != name) {
        findings.error("the module's content is not what its name says: it was cut off, or changed on its way", WHOLE);
        return;
    }
    let open = |index: &[u8]| {
        let host = Box::new(NativeHost);
        if SplitIndex::is_root(index) { SplitIndex::open(index, host)?.empty() } else { Index::open(index, host) }
    };
    let opened = section(module, SECTION).map(open);
    match opened {
        None => findings.error("the module carries no corpus, or was cut off", WHOLE),
        Some(Err(error)) => findings.error(format!("the module's corpus can't be opened: {error}"), WHOLE),
        Some(Ok(index)) => {
            let (manifest, ours) = (index.manifest(), env!("CARGO_PKG_VERSION"));
            let pages = count(index.pages().len(), "page");
            let about = format!("“{}”, {pages}, built by Findling {}", manifest.title, manifest.writer);
            if manifest.writer == ours {
                findings.ok(about);
            } else {
                findings.warning(about, format!("this is Findling {ours}: build again with it"));
            }
        }
    }
}
