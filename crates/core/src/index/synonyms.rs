//! Words that mean the same: the owner's synonyms, and the abbreviations that the texts explain.

use crate::list::List as _;
use crate::text::{Folder, Host, strings};

/// A word or name with the same meaning as the others of its group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonym {
    /// Its strings, folded.
    pub strings: Vec<String>,
    /// The only spelling that counts, if capitals matter: WHO is not who.
    pub spelling: Option<String>,
}

/// Adds groups of an index file, their members separated by tabs. `exact`: capitals matter in a member of ASCII letters without a gap.
pub(super) fn add(groups: &mut Vec<Vec<Synonym>>, rows: &[&str], exact: bool, folder: &Folder<'_, dyn Host>) {
    let synonym = |member: &str| {
        let strings = strings(&folder.fold(member));
        let spelling = (exact && strings.len() == 1 && member.is_ascii()).then(|| member.to_owned());
        Synonym { strings, spelling }
    };
    groups.extend(rows.iter().map(|group| group.split('\t').map(synonym).list()));
}
