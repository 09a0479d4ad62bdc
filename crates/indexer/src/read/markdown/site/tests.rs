use std::fs;

use super::super::detect::find;
use super::super::front_matter::split;
use super::*;

/// A folder with these files, and what the site in it makes of some paths.
fn places(name: &str, configs: &[(&str, &str)], pages: &[(&str, &str)]) -> Vec<Option<String>> {
    let root = std::env::temp_dir().join(format!("findling-places-{name}-{}", std::process::id()));
    for (path, text) in configs.iter().chain(pages) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let site = find(&root, None).unwrap();
    assert_eq!(site.generator.name(), name.split('-').next().unwrap());
    let urls =
        pages.iter().map(|(path, text)| Some(site.address(&root.join(path), &split(text).unwrap().0)?.url)).collect();
    fs::remove_dir_all(root).unwrap();
    urls
}

fn some(urls: &[&str]) -> Vec<Option<String>> {
    urls.iter().map(|url| Some((*url).to_owned()).filter(|url| !url.is_empty())).collect()
}

#[test]
fn hugo() {
    let pages = [
        ("content/_index.md", ""),
        ("content/Guide/First Steps.md", ""),
        ("content/guide/_index.md", ""),
        ("content/guide/trip/index.md", ""),
        ("content/post.md", "---\nslug: other\n---\n"),
        ("content/fixed.md", "---\nurl: /a/b/\n---\n"),
        ("content/guide/start.fr.md", ""),
        ("README.md", ""),
    ];
    assert_eq!(
        places("hugo", &[("hugo.toml", "baseURL = 'https://x.org/docs/'\n")], &pages),
        some(&[
            "/docs/",
            "/docs/guide/first-steps/",
            "/docs/guide/",
            "/docs/guide/trip/",
            "/docs/other/",
            "/docs/a/b/",
            "/docs/fr/guide/start/",
            ""
        ])
    );
}

#[test]
fn zola() {
    let pages = [
        ("content/_index.md", "+++\n+++\n"),
        ("content/blog/2024-03-02-A first.md", ""),
        ("content/blog/x.md", "+++\npath = \"deep/x\"\n+++\n"),
    ];
    assert_eq!(
        places("zola", &[("config.toml", "base_url = \"https://x.org\"\n")], &pages),
        some(&["/", "/blog/a-first/", "/deep/x/"])
    );
}

#[test]
fn jekyll() {
    let pages = [
        ("index.md", "---\n---\n"),
        ("a/b.md", "---\n---\n"),
        ("_posts/2024-03-02-First-day.md", "---\ncategory: News\n---\n"),
        ("about.md", "---\npermalink: /about/\n---\n"),
        ("README.md", "no front matter"),
        ("_drafts/x.md", "---\n---\n"),
    ];
    assert_eq!(
        places("jekyll", &[("_config.yml", "title: x\nbaseurl: /blog\n")], &pages),
        some(&["/blog/", "/blog/a/b.html", "/blog/news/2024/03/02/First-day.html", "/blog/about/", "", ""])
    );
}

#[test]
fn mdbook() {
    let config = "[book]\ntitle = \"x\"\nsrc = \"text\"\n[output.html]\nsite-url = \"/book/\"\n";
    let pages = [("text/README.md", ""), ("text/a/b.md", ""), ("text/SUMMARY.md", ""), ("notes.md", "")];
    assert_eq!(
        places("mdbook", &[("book.toml", config)], &pages),
        some(&["/book/index.html", "/book/a/b.html", "", ""])
    );
}

#[test]
fn docusaurus() {
    let pages = [
        ("docs/index.md", ""),
        ("docs/01-setup/02-first-steps.md", ""),
        ("docs/setup/setup.mdx", ""),
        ("docs/setup/x.md", "---\nslug: y\n---\n"),
        ("docs/z.md", "---\nslug: /\n---\n"),
        ("docs/_part.mdx", ""),
        ("blog/2024-03-02-hello.md", ""),
    ];
    assert_eq!(
        places("docusaurus", &[("docusaurus.config.js", "export default { baseUrl: '/p/' }")], &pages),
        some(&[
            "/p/docs/",
            "/p/docs/setup/first-steps",
            "/p/docs/setup/",
            "/p/docs/setup/y",
            "/p/docs/",
            "",
            "/p/blog/2024/03/02/hello"
        ])
    );
}

#[test]
fn vitepress() {
    let pages = [("index.md", ""), ("guide/start.md", "")];
    assert_eq!(places("vitepress", &[(".vitepress/config.mts", "{}")], &pages), some(&["/", "/guide/start.html"]));
    let clean = "export default { base: \"/p/\", cleanUrls: true }";
    assert_eq!(
        places("vitepress-clean", &[(".vitepress/config.mts", clean)], &pages),
        some(&["/p/", "/p/guide/start"])
    );
}

#[test]
fn astro() {
    let pages =
        [("src/content/docs/index.mdx", ""), ("src/content/docs/Guides/Start here.md", ""), ("src/pages/about.md", "")];
    assert_eq!(
        places("astro", &[("astro.config.mjs", "defineConfig({ site: 'https://x.org' })")], &pages),
        some(&["/", "/guides/start-here/", "/about/"])
    );
}

#[test]
fn a_folder_without_a_generator_is_no_site_unless_one_is_named() {
    let root = std::env::temp_dir().join(format!("findling-places-none-{}", std::process::id()));
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("a.md"), "").unwrap();
    assert!(find(&root, None).is_none());
    let site = find(&root, Some(Generator::VitePress)).unwrap();
    assert_eq!(site.address(&root.join("a.md"), &FrontMatter::default()).map(|p| p.url).as_deref(), Some("/a.html"));
    fs::remove_dir_all(root).unwrap();
}
