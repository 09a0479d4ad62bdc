//! Languages that the owner declares: one for all pages, or by patterns of their files.

use super::glob::Glob;

/// The declared languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages(Vec<(Option<Glob>, String)>);

impl Languages {
    /// The same language for all pages.
    pub fn all(tag: &str) -> Result<Languages, String> {
        Ok(Languages(vec![(None, checked(tag)?)]))
    }

    /// Languages by patterns of files.
    pub fn by_pattern<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Languages, String> {
        let pair = |(glob, tag): (&str, &str)| Ok((Some(glob.parse()?), checked(tag)?));
        pairs.into_iter().map(pair).collect::<Result<_, String>>().map(Languages)
    }

    /// The declared language of a file: that of the longest pattern that matches.
    pub(super) fn of(&self, file: &str) -> Option<&str> {
        let length = |glob: &Option<Glob>| glob.as_ref().map_or(0, |glob| glob.to_string().len());
        let matching = self.0.iter().filter(|(glob, _)| glob.as_ref().is_none_or(|glob| glob.matches(file)));
        matching.max_by_key(|(glob, _)| length(glob)).map(|(_, tag)| tag.as_str())
    }
}

/// A language tag that is one: `en`, `zh-Hans-CN`. Old systems write `en_US`.
pub(super) fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let fine = tag.len() < 36
        && tag.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()))
        && (2..=3).contains(&tag.split('-').next().unwrap_or_default().len())
        && tag.starts_with(|c: char| c.is_ascii_alphabetic());
    fine.then_some(tag)
}

fn checked(tag: &str) -> Result<String, String> {
    language_tag(tag).ok_or_else(|| format!("“{tag}” isn't a language tag. Expected one like en, pt-BR or zh-Hans"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_pattern_decides() {
        let languages = Languages::by_pattern([("de/**", "de"), ("de/en-*.html", "en_GB"), ("*.txt", "fr")]).unwrap();
        assert_eq!(languages.of("de/a.html"), Some("de"));
        assert_eq!(languages.of("de/en-a.html"), Some("en-GB"));
        assert_eq!((languages.of("x/a.txt"), languages.of("x/a.html")), (Some("fr"), None));
        assert_eq!(Languages::all("ja").unwrap().of("anything"), Some("ja"));
        assert!(Languages::all("english").unwrap_err().contains("isn't a language tag"));
    }
}
