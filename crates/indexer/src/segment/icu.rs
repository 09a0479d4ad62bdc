//! Japanese, Thai, Lao, Khmer, Burmese: by ICU's dictionaries and models, which the crate carries.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

pub(super) struct IcuSegmenter(icu_segmenter::WordSegmenterBorrowed<'static>);

impl Default for IcuSegmenter {
    fn default() -> Self {
        IcuSegmenter(WordSegmenter::new_auto(WordBreakInvariantOptions::default()))
    }
}

impl IcuSegmenter {
    pub(super) fn cut<'a>(&self, run: &'a str) -> Vec<&'a str> {
        let ends: Vec<usize> = self.0.segment_str(run).collect();
        ends.windows(2).filter_map(|w| if let [a, b] = w { run.get(*a..*b) } else { None }).collect()
    }
}
