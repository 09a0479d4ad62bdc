//! `findling inspect`: what is in a pack, and what it weighs.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use findling_core::Index;
use findling_core::pack::{Pack, Section};
use findling_indexer::NativeHost;
use serde_json::{Value, json};

use crate::error::print;
use crate::{Failure, open};

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// A findling.wasm, or the folder it is in
    pack: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What brotli makes of the bytes at its best.
pub(crate) fn brotli_size(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    out.len()
}

impl Inspect {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (bytes, path) = open::pack(&self.pack)?;
        let wrap = |source| Failure::Pack { path: path.clone(), source };
        let pack = Pack::open(&bytes).map_err(wrap)?;
        let index = Index::open(&bytes, Box::new(NativeHost)).map_err(wrap)?;
        let manifest = index.manifest();
        let plain = index.plain_text();
        let yardstick = brotli_size(plain.as_bytes());
        let sections: Vec<Value> = pack
            .sections()
            .map(|(id, body)| json!({ "name": Section::name(id), "bytes": body.len(), "brotli": brotli_size(body) }))
            .collect();
        let compressed = brotli_size(&bytes);
        let facts = json!({
            "title": manifest.title,
            "content": format!("{:016x}", manifest.content),
            "writer": manifest.writer,
            "languages": manifest.langs,
            "fields": manifest.fields,
            "options": manifest.options,
            "pages": index.pages().len(),
            "passages": index.passages().len(),
            "texts": manifest.texts,
            "tokens": manifest.tokens,
            "terms": index.lexicon().len(),
            "text": plain.len(),
            "T": yardstick,
            "sections": sections,
            "pack": bytes.len(),
            "brotli": compressed,
            "ratio": (compressed as f64 / yardstick.max(1) as f64 * 1000.0).round() / 1000.0,
            "memory": index.heap(),
        });
        if self.json {
            return print(&format!("{}\n", serde_json::to_string_pretty(&facts).unwrap_or_default()));
        }
        let mut out = String::new();
        for key in
            ["title", "content", "languages", "fields", "options", "pages", "passages", "tokens", "terms", "memory"]
        {
            let _ = writeln!(out, "{key:<12} {}", plainly(&facts[key]));
        }
        let _ = writeln!(out, "\n{:<12} {:>10} {:>10}", "section", "bytes", "brotli");
        for section in &sections {
            let name = section["name"].as_str().unwrap_or("");
            let _ = writeln!(out, "{name:<12} {:>10} {:>10}", section["bytes"], section["brotli"]);
        }
        let _ = writeln!(out, "{:<12} {:>10} {compressed:>10}", "pack", bytes.len());
        let _ =
            writeln!(out, "{:<12} {:>10} {yardstick:>10}  (T: the bare text, brotli -q 11 -w 24)", "text", plain.len());
        let _ = writeln!(out, "ratio        {} T", facts["ratio"]);
        print(&out)
    }
}

fn plainly(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(list) => list.iter().map(plainly).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
