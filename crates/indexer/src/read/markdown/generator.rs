//! The site generators whose addresses and heading ids are known.

use super::slug::SlugRule;

/// A maker of sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Generator {
    /// gohugo.io
    Hugo,
    /// getzola.org
    Zola,
    /// jekyllrb.com
    Jekyll,
    /// rust-lang.github.io/mdBook
    MdBook,
    /// docusaurus.io
    Docusaurus,
    /// vitepress.dev
    VitePress,
    /// astro.build, with Starlight's folder of documents
    Astro,
}

impl Generator {
    /// All of them.
    pub const ALL: [Generator; 7] = [
        Generator::Hugo,
        Generator::Zola,
        Generator::Jekyll,
        Generator::MdBook,
        Generator::Docusaurus,
        Generator::VitePress,
        Generator::Astro,
    ];

    /// What it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Generator::Hugo => "hugo",
            Generator::Zola => "zola",
            Generator::Jekyll => "jekyll",
            Generator::MdBook => "mdbook",
            Generator::Docusaurus => "docusaurus",
            Generator::VitePress => "vitepress",
            Generator::Astro => "astro",
        }
    }

    /// How it names headings.
    pub(super) fn rule(self) -> SlugRule {
        match self {
            Generator::Zola => SlugRule::Ascii,
            Generator::VitePress => SlugRule::VitePress,
            Generator::MdBook => SlugRule::MdBook,
            _ => SlugRule::GitHub,
        }
    }
}
