//! From examples of words and their stems to the suffix rules that make the stems.
//!
//! The rules are a tree over the letters of words, read backwards. A node has rules of its own where they set right more than they cost.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

/// Letters of the longest ending. The start of a word counts as a letter.
const DEEPEST: usize = 12;
/// What a rule must be worth. Weights of examples are in the same unit.
const COST: i32 = 16;
/// What a rule must be worth in a first, rougher pass.
const ROUGH_COST: i32 = 60;
/// Nearly all: so many of so many.
const CERTAIN: (i32, i32) = (3, 4);
/// Sizes of words, in syllables or letters; larger ones count as the last.
const SIZES: usize = 8;
/// Rules of the same ending, for words of different sizes.
const RULES_PER_ENDING: usize = 2;

/// Marks the start of a word.
const START: char = '^';
/// Follows the start of a word, so that all tails have the same length.
const NONE: char = '\0';

/// How a stem is made of a word: letters off the end, letters put on.
pub(super) type Action = (usize, String);

/// A rule: words with this ending and enough before it have this action.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rule {
    /// Read backwards.
    pub ending: String,
    /// Least number of syllables or letters before the ending.
    pub least: u8,
    /// How the stem is made.
    pub action: Action,
}

/// A word to learn from.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// The word.
    pub word: String,
    /// Number of its stem.
    pub stem: usize,
    /// How much it counts.
    pub weight: i32,
    /// Whether the corpus has it.
    pub of_corpus: bool,
}

/// An example in the tree.
struct Leaf {
    /// The last letters of the word, the last one first.
    tail: [char; DEEPEST],
    /// Size of the part before so many last letters.
    sizes: [u8; DEEPEST + 1],
    /// Number of letters of the word.
    letters: u8,
    example: u32,
    weight: i32,
    /// Number of the action that makes its stem.
    wanted: u32,
    /// Number of the action that the rules so far give it.
    given: u32,
}

impl Leaf {
    fn new(number: usize, example: &Example, vowels: &str) -> Leaf {
        let word = &example.word;
        let mut tail = [NONE; DEEPEST];
        for (place, letter) in tail.iter_mut().zip(word.chars().rev().chain([START])) {
            *place = letter;
        }
        let sizes = sizes(word, vowels);
        let letters = word.chars().count().min(255) as u8;
        Leaf { tail, sizes, letters, example: number as u32, weight: example.weight, wanted: 0, given: 0 }
    }
}

/// Sizes of the parts of a word before its last letters.
fn sizes(word: &str, vowels: &str) -> [u8; DEEPEST + 1] {
    let mut sizes = [0; DEEPEST + 1];
    let mut size = 0;
    let mut before = vowels.is_empty();
    let mut after = word.chars().count();
    for letter in word.chars() {
        let vowel = vowels.contains(letter);
        size += u8::from(before && !vowel && usize::from(size) + 1 < SIZES);
        before = vowel || vowels.is_empty();
        after -= 1;
        if let Some(place) = sizes.get_mut(after) {
            *place = size;
        }
    }
    sizes
}

fn action(word: &str, stem: &str) -> Action {
    let mut common = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
    while !word.is_char_boundary(common) {
        common -= 1;
    }
    (word[common..].chars().count(), stem[common..].to_owned())
}

/// All actions, by number; the first leaves a word as it is.
#[derive(Default)]
struct Actions {
    all: Vec<Action>,
    numbers: HashMap<Action, u32>,
}

impl Actions {
    fn number(&mut self, action: Action) -> u32 {
        if let Some(number) = self.numbers.get(&action) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(action.clone());
        self.numbers.insert(action, number);
        number
    }
}

/// The rules for examples of these stems. Without vowels, sizes of words are counted in letters.
pub(super) fn learn(examples: &[Example], stems: &[String], vowels: &str) -> Vec<Rule> {
    let mut actions = Actions::default();
    let none = actions.number((0, String::new()));
    let mut leaves: Vec<Leaf> =
        examples.par_iter().enumerate().map(|(number, example)| Leaf::new(number, example, vowels)).collect();
    let wanted: Vec<Action> = examples.par_iter().map(|example| action(&example.word, &stems[example.stem])).collect();
    for (leaf, wanted) in leaves.iter_mut().zip(wanted) {
        leaf.wanted = actions.number(wanted);
    }
    // Readers leave a word alone if fewer than two letters would be kept.
    leaves.retain(|leaf| usize::from(leaf.letters) > actions.all[leaf.wanted as usize].0 + 1);
    // In the order of their endings, words that end alike are neighbours: a tree of them would be many times as large.
    leaves.par_sort_unstable_by(|a, b| (a.tail, a.example).cmp(&(b.tail, b.example)));
    rules(&mut leaves, &actions.all, ROUGH_COST);
    let agreed = stems_that_rules_agree_on(examples, stems, &leaves, &actions.all);
    for leaf in &mut leaves {
        let example = &examples[leaf.example as usize];
        let Agreed { stem, changed, certain } = &agreed[example.stem];
        if *changed {
            leaf.wanted = actions.number(action(&example.word, stem));
        }
        // If all other forms have this stem, they need the word that the corpus has.
        if *certain && example.of_corpus {
            leaf.weight = leaf.weight.max(COST);
        }
        leaf.given = none;
    }
    rules(&mut leaves, &actions.all, COST)
}

/// The stem that a group of words gets.
struct Agreed {
    stem: String,
    /// Whether it is another one than Snowball's.
    changed: bool,
    /// Whether the rules give it to nearly all forms of the group.
    certain: bool,
}

/// The stem that the rules give most forms of each group of words, if it is the group's own or no other group has it. All that matters is
/// that words of one stem share it, and with no others; `care` and `cares` may as well become `car` if `car` is no word.
fn stems_that_rules_agree_on(
    examples: &[Example],
    stems: &[String],
    leaves: &[Leaf],
    actions: &[Action],
) -> Vec<Agreed> {
    let mut right = vec![0; stems.len()];
    let mut others: BTreeMap<usize, BTreeMap<String, i32>> = BTreeMap::new();
    for leaf in leaves {
        let example = &examples[leaf.example as usize];
        if leaf.given == leaf.wanted {
            right[example.stem] += leaf.weight;
        } else {
            let (remove, append) = &actions[leaf.given as usize];
            let kept = example.word.chars().count().saturating_sub(*remove);
            let made: String = example.word.chars().take(kept).chain(append.chars()).collect();
            *others.entry(example.stem).or_default().entry(made).or_default() += leaf.weight;
        }
    }
    let mut agreed: Vec<Agreed> =
        stems.iter().map(|stem| Agreed { stem: stem.clone(), changed: false, certain: true }).collect();
    let mut votes: Vec<(i32, usize, &str, bool)> = Vec::new();
    for (stem, others) in &others {
        let all = right[*stem] + others.values().sum::<i32>();
        let certain = |weight: i32| weight * CERTAIN.1 >= all * CERTAIN.0;
        agreed[*stem].certain = certain(right[*stem]);
        let best = others.iter().max_by_key(|(made, weight)| (**weight, std::cmp::Reverse(*made)));
        if let Some((made, weight)) = best.filter(|best| *best.1 > right[*stem]) {
            votes.push((*weight, *stem, made, certain(*weight)));
        }
    }
    votes.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    let mut taken: BTreeSet<&str> = stems.iter().map(String::as_str).collect();
    for (_, stem, made, certain) in votes {
        if taken.insert(made) {
            agreed[stem] = Agreed { stem: made.to_owned(), changed: true, certain };
        }
    }
    agreed
}

/// The rules for sorted leaves.
fn rules(leaves: &mut [Leaf], actions: &[Action], cost: i32) -> Vec<Rule> {
    let below: Vec<Vec<Rule>> = leaves
        .chunk_by_mut(|a, b| a.tail[0] == b.tail[0])
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|alike| {
            let mut tree = Tree::new(actions, cost);
            tree.grow(alike, 1);
            tree.rules
        })
        .collect();
    let mut rules: Vec<Rule> = below.into_iter().flatten().collect();
    rules.sort();
    rules
}

/// Grows the part of the tree below a node.
struct Tree<'a> {
    actions: &'a [Action],
    cost: i32,
    /// For each action and size, the weight of the examples of a node that want it.
    weights: Vec<[i32; SIZES]>,
    rules: Vec<Rule>,
}

impl<'a> Tree<'a> {
    fn new(actions: &'a [Action], cost: i32) -> Self {
        Tree { actions, cost, weights: vec![[0; SIZES]; actions.len()], rules: Vec::new() }
    }

    /// Adds the rules of a node and of all nodes below it. All leaves have the same last letters, so many as `depth`.
    fn grow(&mut self, leaves: &mut [Leaf], depth: usize) {
        // Nothing below can be worth more than setting right all that is wrong.
        let wrong = leaves.iter().filter(|leaf| leaf.given != leaf.wanted).map(|leaf| leaf.weight).sum::<i32>();
        if wrong < self.cost {
            return;
        }
        self.rules_of(leaves, depth);
        if depth < DEEPEST {
            for alike in leaves.chunk_by_mut(|a, b| a.tail[depth] == b.tail[depth]) {
                if alike[0].tail[depth] != NONE {
                    self.grow(alike, depth + 1);
                }
            }
        }
    }

    /// Adds the rules of a node: first the best one, then one for the smaller words that it leaves alone.
    fn rules_of(&mut self, leaves: &mut [Leaf], depth: usize) {
        let mut below = SIZES;
        for _ in 0..RULES_PER_ENDING {
            let Some((action, least)) = self.best(leaves, depth, below) else { return };
            for leaf in leaves.iter_mut() {
                if (least..below).contains(&usize::from(leaf.sizes[depth])) {
                    leaf.given = action;
                }
            }
            let ending = leaves[0].tail[..depth].iter().collect();
            let action = self.actions[action as usize].clone();
            self.rules.push(Rule { ending, least: least as u8, action });
            below = least;
        }
    }

    /// The action worth most for leaves of less than this size, and the least size that it is worth most for.
    fn best(&mut self, leaves: &[Leaf], depth: usize, below: usize) -> Option<(u32, usize)> {
        let mut right = [0; SIZES];
        let mut wanted = Vec::new();
        for leaf in leaves {
            let size = usize::from(leaf.sizes[depth]);
            if size < below {
                if leaf.given == leaf.wanted {
                    right[size] += leaf.weight;
                }
                let weights = &mut self.weights[leaf.wanted as usize];
                if weights.iter().all(|weight| *weight == 0) {
                    wanted.push(leaf.wanted);
                }
                weights[size] += leaf.weight;
            }
        }
        let mut best: Option<(i32, std::cmp::Reverse<&Action>, u32, usize)> = None;
        for number in wanted {
            let weights = std::mem::replace(&mut self.weights[number as usize], [0; SIZES]);
            let action = &self.actions[number as usize];
            // A rule that removes more than its ending would hold for words that it was not learned from.
            if action.0 > depth {
                continue;
            }
            let mut worth = 0;
            for least in (0..below).rev() {
                worth += weights[least] - right[least];
                let candidate = (worth, std::cmp::Reverse(action), number, least);
                let better = best
                    .is_none_or(|best| (worth, candidate.1) > (best.0, best.1) || (number, worth) == (best.2, best.0));
                if better {
                    best = Some(candidate);
                }
            }
        }
        best.filter(|best| best.0 >= self.cost).map(|best| (best.2, best.3))
    }
}
