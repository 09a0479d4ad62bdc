use super::*;

fn shown(extension: &str, text: &str) -> Vec<String> {
    let read = if extension == "json" { json::read(text) } else { xml::read(text) };
    let read = read.expect("a feed").expect("one that can be read");
    let line = |page: Page| {
        let metadata: Vec<String> =
            page.meta.iter().map(|(key, values)| format!("{key}={}", values.join("|"))).collect();
        let text: Vec<_> = page.blocks.iter().map(|b| b.text().into_owned()).collect();
        format!("{} {} [{}] {} {}", page.url, page.title, page.lang, metadata.join(" "), text.join(" / "))
    };
    pages("feed.xml", read).into_iter().map(line).collect()
}

#[test]
fn rss_says_what_its_entries_are() {
    let rss = "\n<?xml version='1.0'?><rss version='2.0' xmlns:content='c' xmlns:dc='d'><channel><title>Site</title><language>en-us</language>
        <item><title>Tides &amp; &lt;b&gt;ebbs&lt;/b&gt;</title><link>https://e.org/a</link><pubDate>Tue, 3 Jun 2003 04:00:00 GMT</pubDate>
        <dc:creator>Ann</dc:creator><category>sea</category><description>short</description>
        <content:encoded><![CDATA[<p>The <b>whole</b> text.</p><ul><li>one]]></content:encoded></item>
        <item><guid>https://e.org/b</guid><author>bo@e.org (Bo)</author><description>&lt;p&gt;Only a note&lt;/p&gt;</description></item>
        <item><guid>https://e.org/b</guid><description>again</description></item></channel></rss>";
    assert_eq!(
        shown("xml", rss),
        [
            "https://e.org/a Tides & ebbs [en-us] authors=Ann date=2003-06-03 tags=sea The whole text. / one",
            "https://e.org/b Only a note [en-us] authors=Bo Only a note",
        ]
    );
}

#[test]
fn atom_has_its_text_in_three_ways() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='zh'><title>站</title>
        <entry><title type='html'>甲 &lt;i&gt;乙&lt;/i&gt;</title><link rel='edit' href='/no'/><link href='https://e.org/1'/><updated>2024-05-06T07:08:09Z</updated>
        <author><name>丙</name></author><category term='t' label='题'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>全球<em>治理</em></p></div></content></entry>
        <entry xml:lang='en'><title>Code</title><id>urn:2</id><content type='text'>a &lt; b</content></entry></feed>";
    assert_eq!(
        shown("xml", atom),
        ["https://e.org/1 甲 乙 [zh] authors=丙 date=2024-05-06 tags=题 全球治理", " Code [en]  a < b"]
    );
}

#[test]
fn a_json_feed_is_one_too() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"S","language":"de","items":[
        {"id":"1","url":"https://e.org/1","title":"Eins","content_html":"<p>Ein <b>Text</b>","date_published":"2020-02-03T00:00:00Z","authors":[{"name":"Ann"}],"tags":["x"]},
        {"id":2,"content_text":"Nur <Text>"}]}"#;
    assert_eq!(
        shown("json", feed),
        ["https://e.org/1 Eins [de] authors=Ann date=2020-02-03 tags=x Ein Text", " Nur <Text> [de]  Nur <Text>"]
    );
}

#[test]
fn what_is_no_feed_is_left_alone_and_a_broken_one_is_told_with_its_place() {
    assert!(xml::read("<svg><title>x</title></svg>").is_none() && xml::read("<project").is_none());
    assert!(json::read("{\"name\":\"x\"").is_none());
    let told = xml::read("<rss><channel>\n<item><title>a & b</title></item></channel></rss>").unwrap().unwrap_err();
    assert!(told.contains("2:"), "{told}");
    // An entity that grows is refused with the declaration that would make it.
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaa'>]><rss><channel><item><title>&a;</title></item></channel></rss>";
    assert!(xml::read(bomb).unwrap().is_err());
}
