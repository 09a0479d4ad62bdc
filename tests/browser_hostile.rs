//! Corpora and packs that mean harm, in a real browser, with no policy to help: whatever a corpus says is text, what it would run is not
//! run, and a pack that somebody made is refused or answers.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what must be so")]
mod widget;

use std::fs;
use std::path::{Path, PathBuf};

use findling_cli::Site as Built;
use findling_core::format::checksum;
use findling_harness::{HarnessError, Page, Site};
use findling_indexer::read::read;
use findling_indexer::{Block, Page as Article, build};
use serde_json::json;
use widget::{Open, SOON, document};

type Tested = Result<(), HarnessError>;

/// Runs before everything else on every page: whoever gets to run tells.
const TELLTALE: &str = "window.told = [];
    for (const name of ['tell', 'alert', 'confirm', 'prompt', 'print']) window[name] = (...said) => void told.push([name, ...said].join(' '));
    addEventListener('message', ({ data }) => told.push(`message ${data}`));
    addEventListener('securitypolicyviolation', () => told.push('a policy was needed'));";

/// What would run if it were taken for anything but text.
const SCRIPTS: &[&str] = &[
    "<script>tell('script')</script>",
    "<img src=x onerror=\"tell('error')\">",
    "\"><svg onload=tell('svg')>",
    "' onmouseover='tell(1)' autofocus onfocus='tell(2)' x='",
    "</title></style></textarea></template><script>tell('closed')</script>",
    "<iframe srcdoc=\"<script>parent.tell('frame')</script>\"></iframe>",
    "<a href=javascript:tell('link')>注入</a>",
    "<style>@import 'javascript:tell(3)'</style>",
    "<details open ontoggle=tell(4)>",
    "{{constructor.constructor('tell(5)')()}} ${tell(6)} #{tell(7)}",
    "\u{202e}gnisrever\u{202c}\u{2066}\u{200f}\u{feff}",
    "--><!--<script>tell(8)//--></script>",
    "]]><script>tell(9)</script>",
    "&lt;script&gt;tell(10)&lt;/script&gt;",
];

/// Addresses that are no pages.
const ADDRESSES: &[&str] = &[
    "javascript:tell('address')",
    "JaVaScRiPt:tell('case')",
    " \tjava\nscript:tell('space')",
    "data:text/html,<script>opener.tell('data')</script>",
    "vbscript:tell('vb')",
    "blob:null/0",
    "file:///etc/passwd",
    "view-source:http://a/",
    "\u{1}javascript:tell('control')",
];

fn rows() -> String {
    let row = |number: usize, url: &str| {
        let script = SCRIPTS[number % SCRIPTS.len()];
        json!({
            "id": format!("{number} {script}"), "url": url, "title": format!("{script} 注入{number}"), "lang": format!("zh\" onclick=tell('lang') x=\"{script}"),
            "text": format!("注入 {script}\n\n{script} 注入\0 \u{fffd} \u{202e}")
            , "topic": [script, "注入"], script: script, "date": format!("2020-{script}"),
        })
        .to_string()
    };
    let mut rows: Vec<String> = SCRIPTS.iter().enumerate().map(|(n, _)| row(n, &format!("pages/{n}.html"))).collect();
    rows.extend(ADDRESSES.iter().enumerate().map(|(n, url)| row(n + 100, url)));
    rows.push(row(200, "mailto:a@b.example"));
    rows.join("\n")
}

fn compiled(source: &Path) -> Built {
    Built::compile(&read(source).unwrap(), &findling_indexer::Options::default()).unwrap()
}

fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn served(built: &Built, elements: &str) -> Site {
    let site = Site::new()
        .file("/site.html", document("zh-Hans", elements))
        .file("/pages/0.html", document("zh-Hans", "<p>注入"));
    built.files.iter().fold(site, |site, (name, content)| site.file(&format!("/{name}"), content))
}

/// Nobody told, and nothing that a corpus could have brought stands in the document or in a shadow.
fn assert_untold(page: &mut Page) -> Tested {
    page.eval("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen, 50)))")?;
    assert_eq!(page.eval("told")?, json!([]));
    let brought = "[document, ...[...document.querySelectorAll('*')].flatMap((e) => e.shadowRoot ?? [])].flatMap((root) =>
        [...root.querySelectorAll('img, iframe, object, embed, base, [srcdoc], script:not([src])')].concat(
          [...root.querySelectorAll('*')].filter((e) => [...e.attributes].some(({ name, value }) => name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(value))))
        ).map((e) => e.outerHTML)";
    assert_eq!(page.eval(brought)?, json!([]));
    Ok(())
}

#[test]
fn a_corpus_of_scripts_is_shown_as_text_by_every_element() -> Tested {
    let folder = fresh("hostile-rows");
    let file = folder.join("注入.jsonl");
    fs::write(&file, rows()).unwrap();
    let built = compiled(&file);
    let facets = "<findling-results facets=\"topic, lang, year\" sorts=\"topic=T\" limit=50></findling-results>";
    for elements in ["<findling-search limit=50></findling-search>", facets] {
        let mut open = Open::new(served(&built, elements))?;
        open.page.init_script(TELLTALE)?;
        open.goto("/site.html")?;
        open.search("注入")?;
        open.answered("注入")?;
        assert_eq!(open.look("$$('.page').length")?, SCRIPTS.len() + ADDRESSES.len() + 1);
        // Whatever the text is, it stands there letter by letter.
        let titles = open.look("$$('.name').map((name) => name.textContent)")?;
        for script in SCRIPTS {
            let shown = |title: &serde_json::Value| title.as_str().is_some_and(|title| title.contains(script));
            assert!(titles.as_array().unwrap().iter().any(shown), "{script}");
        }
        let links = open.look("[...new Set($$('a[href]').map((link) => link.protocol))].sort()")?;
        assert_eq!(links, json!(["http:", "mailto:"]));
        assert_untold(&mut open.page)?;
        // Every script is asked for, and pointed at.
        for script in SCRIPTS {
            open.look(&format!("box.ask({})", json!(script)))?;
            open.until(&format!("box.session.results?.query === {}.trim() && !box.session.waiting", json!(script)))?;
            open.look("$$('*').forEach((e) => (e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })), e.focus?.()))")?;
        }
        if elements == facets {
            open.look("box.ask('注入')")?;
            open.answered("注入")?;
            open.look("$$('.about').forEach((button) => button.click())")?;
            open.until("$$('.details').length > 9")?;
            open.look("$('.help').click()")?;
            open.until("$('dialog[open], .tips')")?;
        }
        assert_untold(&mut open.page)?;
    }
    Ok(())
}

#[test]
fn enter_on_an_address_that_is_no_page_goes_nowhere() -> Tested {
    let folder = fresh("hostile-addresses");
    let rows: Vec<String> =
        ADDRESSES.iter().map(|url| json!({ "url": url, "title": "唯一", "text": "唯一" }).to_string()).collect();
    let file = folder.join("a.jsonl");
    fs::write(&file, rows.join("\n")).unwrap();
    let mut open = Open::new(served(&compiled(&file), "<findling-search></findling-search>"))?;
    open.page.init_script(TELLTALE)?;
    open.goto("/site.html")?;
    open.search("唯一")?;
    open.answered("唯一")?;
    open.page.press("ArrowDown")?;
    open.page.press("Enter")?;
    open.page.click("findling-search >>> .page")?;
    assert_eq!(open.look("$$('a[href]').length")?, 0);
    assert_eq!(open.page.eval("location.pathname")?, "/site.html");
    assert_untold(&mut open.page)
}

#[test]
fn texts_and_file_names_of_scripts_become_reading_pages_of_text() -> Tested {
    let folder = fresh("hostile-texts");
    for (number, script) in SCRIPTS.iter().enumerate() {
        let name: String = script.chars().filter(|c| !matches!(c, '/' | '\0' | '"')).take(60).collect();
        fs::write(
            folder.join(format!("{number} {name}.txt")),
            format!("{script} 注入{number}\n\n作者：{script}\n\n一、{script}\n\n注入正文 {script}。\n\n- {script}\n"),
        )
        .unwrap();
        let front = format!(
            "---\ntitle: {}\ntags: [{}]\nlang: {}\n---\n\n# {script}\n\n注入 {script}\n\n[注入](javascript:tell('md'))\n",
            json!(script),
            json!(script),
            json!(script)
        );
        fs::write(folder.join(format!("{number}.md")), front).unwrap();
    }
    fs::write(folder.join("corpus.toml"), format!("title = {}\n", json!(SCRIPTS[0]))).unwrap();
    let built = compiled(&folder);
    let mut open = Open::new(served(&built, ""))?;
    open.page.init_script(TELLTALE)?;
    let pages: Vec<&String> =
        built.files.keys().filter(|name| Path::new(name).extension().is_some_and(|end| end == "html")).collect();
    assert!(pages.len() > SCRIPTS.len() * 2, "{}", pages.len());
    for (number, name) in pages.iter().enumerate() {
        let query = json!(SCRIPTS[number % SCRIPTS.len()]);
        let address = format!(
            "new URL({} + '?q=' + encodeURIComponent({query} + ' 注入'), {})",
            json!(format!("./{name}")),
            json!(open.site.url("/"))
        );
        let address = open.page.eval(&format!("String({address})"))?;
        open.page.goto(address.as_str().unwrap())?;
        assert_eq!(open.page.eval("document.contentType")?, "text/html", "{address}");
        if name.as_str() != "index.html" && number < 6 {
            open.page
                .wait_for("document.querySelector('findling-marks')?.shadowRoot?.querySelector('output')", SOON)?;
        }
        assert_untold(&mut open.page)?;
    }
    Ok(())
}

#[test]
fn a_site_of_scripts_is_read_and_searched_as_text() -> Tested {
    let folder = fresh("hostile-site");
    for (number, script) in SCRIPTS.iter().enumerate() {
        let escaped = script.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let page = format!(
            "<!doctype html><html lang=\"{escaped}\"><title>{escaped} 注入{number}</title><meta name=author content=\"{escaped}\">
             <main><h1>{escaped} 注入{number}</h1><h2 id=\"{escaped}\">{escaped}</h2><p data-findling-meta=\"{escaped}:{escaped}\">注入 {escaped} {script} &#xD800;&#0;</p></main>"
        );
        fs::write(folder.join(format!("{number}.html")), page).unwrap();
    }
    // Nested without an end, and one character without an end.
    fs::write(folder.join("deep.html"), format!("<main><h1>注入</h1>{}深处</main>", "<div><b>".repeat(50_000)))
        .unwrap();
    fs::write(folder.join("long.html"), format!("<main><h1>注入</h1><p>{}</p></main>", "a".repeat(10 << 20))).unwrap();
    let mut corpus = read(&folder).unwrap();
    corpus.base = String::new();
    let built = Built::compile(&corpus, &findling_indexer::Options::default()).unwrap();
    let mut open = Open::new(served(&built, "<findling-results facets limit=50></findling-results>"))?;
    open.page.init_script(TELLTALE)?;
    open.goto("/site.html")?;
    for query in ["注入", "深处", "aaaaaaaa"] {
        open.look(&format!("box.ask('{query}')"))?;
        open.answered(query)?;
        assert!(open.look("$$('.page').length")?.as_u64() > Some(0), "{query}");
        assert_untold(&mut open.page)?;
    }
    Ok(())
}

#[test]
fn surrogates_that_stand_alone_are_an_error_of_their_line() {
    let file = fresh("hostile-surrogate").join("a.jsonl");
    fs::write(&file, "{\"text\": \"a\"}\n{\"text\": \"\\ud800\"}\n").unwrap();
    let error = read(&file).unwrap_err().to_string();
    assert!(error.contains("line 2"), "{error}");
}

/// A small pack, and what harm can be done to it: cut anywhere, any bit turned, or changed and signed again.
fn packs() -> Vec<Vec<u8>> {
    let mut corpus = findling_indexer::read::Corpus::default();
    let texts = ["全球化与多边合作 COVID-19，共同应对气候变化。", "the words of the world, walks and talks"];
    let article = |(number, text): (usize, &&str)| Article {
        id: number.to_string(),
        url: format!("{number}.html"),
        title: format!("第{number}章"),
        lang: "zh".into(),
        blocks: vec![Block::Paragraph((*text).to_owned())],
        ..Article::default()
    };
    corpus.pages = texts.iter().enumerate().map(article).collect();
    let pack = build(&corpus, &findling_indexer::Options::default()).unwrap().bytes;
    let mut packs = vec![pack.clone()];
    packs.extend((0..pack.len()).map(|end| pack[..end].to_vec()));
    packs.extend((0..pack.len() * 8).map(|bit| {
        let mut pack = pack.clone();
        pack[bit / 8] ^= 1 << (bit % 8);
        pack
    }));
    let mut state = 1u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    for _ in 0..1000 {
        let mut pack = pack.clone();
        for _ in 0..=below(4) {
            let at = 13 + below(pack.len() - 13);
            match below(4) {
                0 => pack[at] = below(256) as u8,
                1 => pack[at] ^= 1 << below(8),
                2 => pack.insert(at, below(256) as u8),
                _ => drop(pack.remove(at)),
            }
        }
        let sum = checksum(&pack[13..]).to_le_bytes();
        pack[5..13].copy_from_slice(&sum);
        packs.push(pack);
    }
    packs
}

#[test]
fn every_cut_every_turned_bit_and_a_thousand_signed_changes_are_refused_or_answer() -> Tested {
    let packs = packs();
    let bytes: Vec<u8> =
        packs.iter().flat_map(|pack| [&(pack.len() as u32).to_le_bytes()[..], pack].concat()).collect();
    let mut open = Open::new(widget::site("<findling-search></findling-search>").file("/packs.bin", bytes))?;
    open.goto("/site.html")?;
    let seen = open.page.eval(
        "(async () => {
            const { initSync, Engine } = await import('/engine.js');
            const module = await WebAssembly.compileStreaming(fetch('/findling.wasm'));
            const { memory } = initSync({ module });
            const bytes = await (await fetch('/packs.bin')).arrayBuffer();
            const view = new DataView(bytes);
            const seen = { opened: 0, refused: 0, odd: [] };
            for (let at = 0, number = 0; at < bytes.byteLength; number += 1) {
              const length = view.getUint32(at, true);
              const pack = new Uint8Array(bytes, at + 4, length);
              at += 4 + length;
              let engine;
              try {
                engine = new Engine(pack);
              } catch (error) {
                if (!String(error).includes('index')) seen.odd.push([number, String(error)]);
                seen.refused += 1;
                continue;
              }
              try {
                for (const query of ['全球化', 'wrold', '\"the words\" -x', 'quanqiuhua']) engine.search(query, { explain: true, facets: ['lang'] });
                engine.suggest('th', 8);
                engine.marks('合作', ['国际合作']);
                engine.about();
                engine.free();
                seen.opened += 1;
              } catch (error) {
                seen.odd.push([number, String(error)]);
              }
            }
            return { ...seen, memory: memory.buffer.byteLength };
          })()",
    )?;
    assert_eq!(seen["odd"], json!([]));
    let of = |what: &str| seen[what].as_u64().unwrap() as usize;
    assert_eq!(of("opened") + of("refused"), packs.len());
    // The first is whole; what cuts and turned bits leave is refused; of the signed changes some are harmless.
    assert!(of("opened") > 10 && of("refused") > packs[0].len() * 9, "{seen}");
    assert!(of("memory") < 32 << 20, "{seen}");
    // The page is none the worse for it.
    open.search("多边")?;
    open.answered("多边")?;
    open.assert_quiet()
}
