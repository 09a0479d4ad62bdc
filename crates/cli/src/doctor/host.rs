//! A search as a host publishes it.

use findling_core::Index;
use findling_indexer::NativeHost;

use super::http::{Answer, get, resolve};
use super::{Findings, page, policy};
use crate::Failure;
use crate::location::FOLDER;
use crate::module::{SECTION, section};
use crate::publish::{ENTRY, MODULE, named, says};
use crate::report::count;

const SCRIPT: &[&str] = &["text/javascript", "application/javascript", "application/x-javascript"];
const WASM: &[&str] = &["application/wasm"];
const WHOLE: &str = "publish the whole folder that `findling build` wrote, all files of one build";
/// Scripts without which nothing is found.
const NEEDED: &[&str] = &["index.js", "engine.js", "worker.js"];
/// A name that stays may be kept for so long: a day.
const SHORT: u64 = 86_400;
/// Below so many bytes, compression is no matter.
const LIGHT: usize = 8_000;

/// Looks at a page's address, or that of the search's folder or script.
pub(super) fn look(url: &str, findings: &mut Findings) -> Result<(), Failure> {
    let first = get(url, "identity")?;
    let text = String::from_utf8_lossy(&first.body).into_owned();
    let is_page = first.mime() == "text/html";
    let Some(entry) = find(&first, &text)? else {
        findings.ill(
            format!("{url} names no {ENTRY}, and there is none below it"),
            "paste the two lines that `findling build` prints into the page, or give the address of a page that has them",
        );
        return Ok(());
    };
    if entry == below(&first, &format!("{FOLDER}/")) && page::entry(&text).is_none() {
        let what = if first.status == 200 { "names no search".to_owned() } else { format!("answers {}", first.status) };
        findings.fair(
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
    let said = says(&script);
    let module = said.iter().find(|name| name.starts_with("findling.")).copied();
    let address = resolve(&entry, module.unwrap_or(MODULE));
    if let Some(answer) = file(&address, WASM, module.is_some(), findings)? {
        content(&answer.body, module, findings);
    }
    let code = said.iter().find(|name| name.starts_with("code.")).map_or(String::new(), |code| format!("{code}/"));
    for name in NEEDED {
        file(&resolve(&entry, &format!("{code}{name}")), SCRIPT, !code.is_empty(), findings)?;
    }
    Ok(())
}

/// The address of the script: what was asked for, what the page names, or what stands below the address.
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

/// The address of the script in a folder below what was asked for.
fn below(first: &Answer, folder: &str) -> String {
    resolve(&format!("{}/", first.url.trim_end_matches('/')), &format!("{folder}{ENTRY}"))
}

/// Looks at how a file comes; the answer if it is one.
fn file(url: &str, mimes: &[&str], lasting: bool, findings: &mut Findings) -> Result<Option<Answer>, Failure> {
    let answer = get(url, "identity")?;
    let name = url.rsplit('/').next().unwrap_or(url);
    let mime = answer.mime();
    if answer.status != 200 {
        findings.ill(format!("{url} answers {}", answer.status), WHOLE);
        return Ok(None);
    }
    if mime == "text/html" {
        findings.ill(format!("{url} answers a web page where the file should be"), WHOLE);
        return Ok(None);
    }
    let mut well = vec![format!("{name} comes as {mime}")];
    if !mimes.contains(&mime.as_str()) {
        let cure = format!("let the host send content-type: {}", mimes.first().unwrap_or(&""));
        if mimes == WASM {
            findings.fair(format!("{name} comes as “{mime}”: browsers can't compile it while it comes"), cure);
        } else {
            findings.ill(format!("{name} comes as “{mime}”, which browsers do not run"), cure);
        }
        well.clear();
    }
    let packed = get(url, "br, gzip")?;
    let encoding = packed.header("content-encoding");
    if !encoding.is_empty() {
        well.push(format!("{encoding}, {} of {} bytes", packed.body.len(), answer.body.len()));
    } else if answer.body.len() > LIGHT {
        let what = format!("{name} comes uncompressed, {} bytes", answer.body.len());
        findings.ill(what, format!("let the host compress {} with brotli, or with gzip", mimes.first().unwrap_or(&"")));
    }
    keeping(name, &answer.header("cache-control"), lasting, &mut well, findings);
    if !well.is_empty() {
        findings.well(well.join("; "));
    }
    Ok(Some(answer))
}

/// Looks at how long a file is kept.
fn keeping(name: &str, control: &str, lasting: bool, well: &mut Vec<String>, findings: &mut Findings) {
    let control = control.to_ascii_lowercase();
    let directives: Vec<&str> = control.split(',').map(str::trim).collect();
    let age = directives.iter().find_map(|d| d.strip_prefix("max-age=")).and_then(|age| age.parse::<u64>().ok());
    let again = directives.iter().any(|d| matches!(*d, "no-cache" | "no-store"));
    let long = !again && (directives.contains(&"immutable") || age.is_some_and(|age| age > SHORT));
    let said = if control.is_empty() { "nothing is said about keeping it".to_owned() } else { control.clone() };
    match (lasting, long) {
        (true, true) | (false, false) => well.push(said),
        (true, false) => findings.fair(
            format!("{name} is asked for again and again ({said}), and its name says that it never changes"),
            "let the host send cache-control: public, max-age=31536000, immutable for findling.*.wasm and code.*/",
        ),
        (false, true) => findings.ill(
            format!("{name} is kept for long ({said}): visitors do not see a new search"),
            "let the host send cache-control: no-cache, or a max-age of some minutes",
        ),
    }
}

/// Looks at what is in a module.
pub(super) fn content(module: &[u8], name: Option<&str>, findings: &mut Findings) {
    if name.is_some_and(|name| named(module) != name) {
        findings.ill("the module's content is not what its name says: it was cut off, or changed on its way", WHOLE);
        return;
    }
    let opened = section(module, SECTION).map(|pack| Index::open(pack, Box::new(NativeHost)));
    match opened {
        None => findings.ill("the module carries no corpus, or was cut off", WHOLE),
        Some(Err(error)) => findings.ill(format!("the module's corpus can't be opened: {}", error.message()), WHOLE),
        Some(Ok(index)) => {
            let (manifest, ours) = (index.manifest(), env!("CARGO_PKG_VERSION"));
            let pages = count(index.pages().len(), "page");
            let about = format!("“{}”, {pages}, built by Findling {}", manifest.title, manifest.writer);
            if manifest.writer == ours {
                findings.well(about);
            } else {
                findings.fair(about, format!("this is Findling {ours}: build again with it"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_may_be_kept_and_what_changes_may_not() {
        for (control, lasting, ill) in [
            ("public, max-age=31536000, immutable", true, false),
            ("no-cache", true, true),
            ("", true, true),
            ("no-cache", false, false),
            ("max-age=600", false, false),
            ("", false, false),
            ("public, max-age=31536000", false, true),
            ("immutable", false, true),
        ] {
            let (mut well, mut findings) = (Vec::new(), Findings::default());
            keeping("x", control, lasting, &mut well, &mut findings);
            assert_eq!((findings.0.len(), well.len()), (usize::from(ill), usize::from(!ill)), "{control} {lasting}");
        }
    }
}
