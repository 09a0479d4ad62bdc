//! The engines that an export is written for.

use clap::ValueEnum;

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// Groonga 13
    Groonga,
    /// `OpenSearch` 2 and 3
    Opensearch,
    /// Meilisearch 1
    Meilisearch,
    /// Typesense 30
    Typesense,
    /// Quickwit 0.8
    Quickwit,
    /// Records alone, for an engine of your own
    Jsonl,
}

/// The capabilities of an engine with the written settings.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a capability of its own")]
pub(crate) struct Capabilities {
    /// The number of pages is exact.
    pub exact_counts: bool,
    pub typos: bool,
    pub prefix: bool,
    /// Two characters of an unspaced script are found inside a word.
    pub substring: bool,
    pub facets: bool,
    pub sort: bool,
}

impl Target {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Target::Groonga => "groonga",
            Target::Opensearch => "opensearch",
            Target::Meilisearch => "meilisearch",
            Target::Typesense => "typesense",
            Target::Quickwit => "quickwit",
            Target::Jsonl => "jsonl",
        }
    }

    /// The name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Target::Groonga => "Groonga",
            Target::Opensearch => "OpenSearch",
            Target::Meilisearch => "Meilisearch",
            Target::Typesense => "Typesense",
            Target::Quickwit => "Quickwit",
            Target::Jsonl => "JSON Lines",
        }
    }

    /// The provider in `provider.json`: an engine, or the address of a module.
    pub(crate) fn provider(self) -> &'static str {
        if self == Target::Jsonl { "./provider.js" } else { self.name() }
    }

    /// The address of a server on this machine, at the engine's usual port.
    pub(crate) fn endpoint(self) -> &'static str {
        match self {
            Target::Groonga => "http://127.0.0.1:10041",
            Target::Opensearch => "http://127.0.0.1:9200",
            Target::Meilisearch => "http://127.0.0.1:7700",
            Target::Typesense => "http://127.0.0.1:8108",
            Target::Quickwit => "http://127.0.0.1:7280",
            Target::Jsonl => "",
        }
    }

    /// The index with the passages: a table of Groonga, a collection of Typesense.
    pub(crate) fn index(self) -> &'static str {
        if self == Target::Groonga { "Passages" } else { "findling" }
    }

    pub(crate) fn capabilities(self) -> Capabilities {
        let usual = Capabilities {
            exact_counts: false,
            typos: false,
            prefix: true,
            substring: false,
            facets: true,
            sort: true,
        };
        match self {
            Target::Groonga => Capabilities { exact_counts: true, typos: true, substring: true, ..usual },
            Target::Opensearch => Capabilities { typos: true, substring: true, ..usual },
            Target::Meilisearch => Capabilities { typos: true, ..usual },
            Target::Typesense => Capabilities { exact_counts: true, typos: true, ..usual },
            Target::Quickwit => Capabilities { substring: true, ..usual },
            Target::Jsonl => Capabilities { prefix: false, facets: false, sort: false, ..usual },
        }
    }
}
