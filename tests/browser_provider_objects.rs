//! Providers that a page brings itself: objects and modules, and descriptions that can't be used.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod engines;
mod widget;

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use engines::{description, provided, written};
use findling_harness::{HarnessError, Request};
use serde_json::json;
use widget::{Open, SOON, hosted};

type Tested = Result<(), HarnessError>;

const BOX: &str = "<findling-search src=/provider.json></findling-search>";

fn opened(name: &str) -> Result<Open, HarnessError> {
    let mut open = Open::new(hosted(&provided(name, BOX)))?;
    open.goto("/site.html")?;
    Ok(open)
}

#[test]
fn a_provider_object_answers_by_itself() -> Tested {
    let mut open = opened("engine-object")?;
    let script = "(async () => {
      const { open } = await import('/findling.js');
      const capabilities = { counts: 'about', typos: false, prefix: false, substring: false, pinyin: false, facets: false, sort: false, suggestions: false };
      const found = { total: 1200, pages: [{ records: [
        { page: 'a.html', title: 'Lamp', text: 'The lamp is lit.' }, { page: 'a.html', title: 'Lamp', text: 'Nothing.' }], matching: 4 },
        { records: [{ page: 'b.html', text: 'A lamp.' }], matching: 4 },
        { records: [{ page: 'javascript:alert(1)', text: 5 }] }, { records: 'none' }, 7] };
      const index = await open({ provider: { open: async () => ({ title: 'Own', capabilities }), search: async () => found } });
      const { total, approximate, pages } = await index.search('lamp');
      const refused = await index.search('lamp', { sort: 'date' }).catch((error) => error.name);
      return [total, approximate, pages.map(({ url, matching, passages }) => [url, matching, passages.map(({ text, marks }) => [text, marks])]), refused];
    })()";
    let expected = json!([
        1200,
        true,
        [
            ["a.html", 1, [["The lamp is lit.", [[4, 8]]]]],
            ["b.html", 4, [["A lamp.", [[2, 6]]]]],
            ["about:blank", 0, [["5", []]]]
        ],
        "TypeError"
    ]);
    assert_eq!(open.page.eval(script)?, expected);
    Ok(())
}

/// The capabilities of a provider object.
const ABLE: &str = "const capabilities = { counts: 'about', typos: false, prefix: false, substring: false, pinyin: false, facets: false, sort: false, suggestions: false };
  const late = (time) => new Promise((resolve) => setTimeout(resolve, time, 'late'));";

#[test]
fn a_provider_that_ignores_its_signal_is_ended_by_the_next_search_and_after_ten_seconds() -> Tested {
    let mut open = opened("engine-silent")?;
    let script = format!(
        "(async () => {{
      {ABLE}
      const {{ open }} = await import('/findling.js');
      const signals = [];
      const search = (_query, _options, signal) => (signals.push(signal), new Promise(() => {{}}));
      const index = await open({{ provider: {{ open: async () => ({{ title: 'Own', capabilities }}), search }} }});
      const stop = new AbortController();
      const answer = index.search('lamp', {{ signal: stop.signal }}).catch(({{ message }}) => message);
      stop.abort(new Error('typed on'));
      const ended = await Promise.race([answer, late(3000)]);
      const wait = window.setTimeout;
      window.setTimeout = (call, time, ...more) => wait(call, time === 10000 ? 20 : time, ...more);
      const {{ incomplete, unanswered }} = await Promise.race([index.search('lamp'), late(3000)]);
      return [ended, incomplete, unanswered, signals.every(({{ aborted }}) => aborted)];
    }})()"
    );
    let expected = json!(["typed on", "Own did not answer within 10 seconds.", ["Own"], true]);
    assert_eq!(open.page.eval(&script)?, expected);
    Ok(())
}

const WAITING: &str = "export const provider = ({ capabilities }) => ({
  open: async () => ({ title: 'Own', langs: ['en'], fields: ['topic'], capabilities }),
  search: (query, options, signal) => new Promise((resolve, reject) => {
    (globalThis.signals ??= []).push(signal);
    signal.addEventListener('abort', () => reject(signal.reason));
  }),
});";

#[test]
fn another_choice_and_a_removed_box_end_the_search_that_is_running() -> Tested {
    let folder = provided("engine-choice", BOX);
    fs::write(folder.join("own.js"), WAITING).unwrap();
    let mut own = description("groonga", "/engine");
    own["provider"] = json!("./own.js");
    written(&folder, &own);
    let mut open = Open::new(hosted(&folder))?;
    open.goto("/site.html")?;
    open.search("lamp")?;
    let running = "globalThis.signals?.filter(({ aborted }) => !aborted).length";
    open.until(&format!("box.session.query === 'lamp' && {running} === 1"))?;
    open.look("(globalThis.before = signals.length, box.session.choose({ sort: 'topic' }))")?;
    open.until(&format!("signals.length === before + 1 && {running} === 1"))?;
    open.page.eval("document.querySelector('findling-search').remove()")?;
    open.page.wait_for(&format!("{running} === 0"), SOON)?;
    // No other search begins.
    sleep(Duration::from_millis(400));
    assert_eq!(open.page.eval("signals.length - before")?, 1);
    open.assert_quiet()
}

#[test]
fn a_description_that_never_arrives_or_lacks_a_member_is_reported() -> Tested {
    let folder = provided("engine-lacking", BOX);
    fs::write(folder.join("lacking.json"), r#"{"provider":"groonga","endpoint":"/engine"}"#).unwrap();
    let site = hosted(&folder).route("/silent.json", |_: &Request| {
        sleep(Duration::from_secs(4));
        None
    });
    let mut open = Open::new(site)?;
    open.goto("/site.html")?;
    let script = format!(
        "(async () => {{
      {ABLE}
      const {{ open }} = await import('/findling.js');
      const cause = (provider) => Promise.race([open({{ provider }}).catch(({{ code, message }}) => [code, message.replace(location.origin, '')]), late(3000)]);
      const lacking = await cause('lacking.json');
      const timeout = AbortSignal.timeout;
      AbortSignal.timeout = (time) => timeout.call(AbortSignal, time === 10000 ? 20 : time);
      return [lacking, (await cause('silent.json'))[1]];
    }})()"
    );
    let lacking = "/lacking.json can't be used: it needs \"provider\", \"endpoint\" and \"capabilities\". \
        Publish the provider.json that findling export wrote.";
    assert_eq!(
        open.page.eval(&script)?,
        json!([["provider", lacking], "/silent.json can't be used: it did not answer within 10 seconds."])
    );
    Ok(())
}

#[test]
fn the_engine_of_a_provider_that_does_not_open_is_closed() -> Tested {
    let mut open = Open::with(BOX)?;
    let script = "(async () => {
      const { openProvider } = await import('/provider.js');
      let closed = 0;
      const engine = async () => ({ about: {}, search: async () => [], close: () => (closed += 1) });
      const provider = { clauses: true, open: async () => { throw new Error('no'); }, search: async () => ({}) };
      const cause = await openProvider(provider, engine, location.href).catch(({ message }) => message);
      await new Promise((resolve) => setTimeout(resolve));
      return [cause, closed];
    })()";
    assert_eq!(open.page.eval(script)?, json!(["no", 1]));
    Ok(())
}
