//! Korean particles and endings, which no stemmer of ours knows. They follow a word without a space: 레이어를, 레이어에서, 추가하려면.

use std::collections::BTreeSet;

use super::learn::Rule;

/// Particles after nouns, and particles after those.
const PARTICLES: &str = "은 는 이 가 을 를 의 에 도 만 와 과 로 으로 에서 에게 에는 에도 에서는 에서도 까지 부터 처럼 보다 마다 조차 이나 이나마 \
    이라는 이라고 라는 라고 으로는 로는 으로도 로도 으로써 로써 으로서 로서 들 들은 들이 들을 들의 들에 들과 들도 에게서 께서 하고 이며 이고 이다 입니다";
/// Endings that make a verb or an adjective of a noun.
const VERBS: &str = "하다 하기 하는 하여 해서 해 하고 하면 하려면 하려고 하며 하지 하게 하도록 하거나 합니다 했다 했습니다 할 한 함 했던 하십시오 하세요 \
    하기를 하기가 하기는 하기에 하는데 되다 되기 되는 되어 돼 되고 되면 되며 되지 됩니다 됐다 되었다 되었습니다 될 된 됨 되도록 시키다 시키기 시키는 시킵니다";
/// Syllables before an ending: 회의 and 속도 have none.
const LEAST: u8 = 2;

/// A rule for each ending. Words that nobody wrote yet have them too.
pub(super) fn rules() -> Vec<Rule> {
    let rule = |ending: &str| Rule {
        ending: ending.chars().rev().collect(),
        least: LEAST,
        action: (ending.chars().count(), String::new()),
    };
    let endings = PARTICLES.split_whitespace().chain(VERBS.split_whitespace());
    endings.map(rule).collect::<BTreeSet<_>>().into_iter().collect()
}
