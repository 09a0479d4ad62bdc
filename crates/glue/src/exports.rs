//! What a module offers, read and written back: every pass that numbers or names anew goes through it.
use wasmparser::ExternalKind;

use crate::sections::write_length;

/// The kinds of what is imported and exported that anybody asks for: functions, and memories.
pub(crate) const FUNCTION: u8 = 0;
pub(crate) const MEMORY: u8 = 2;

/// Something that a module offers.
#[derive(Debug)]
pub(crate) struct Export {
    pub name: String,
    pub kind: u8,
    /// Its number among those of its kind.
    pub number: u32,
}

impl Export {
    /// None for what no module of ours offers.
    pub(crate) fn read(export: &wasmparser::Export<'_>) -> Option<Export> {
        let kind = match export.kind {
            ExternalKind::Func => FUNCTION,
            ExternalKind::Table => 1,
            ExternalKind::Memory => MEMORY,
            ExternalKind::Global => 3,
            _ => return None,
        };
        Some(Export { name: export.name.to_owned(), kind, number: export.index })
    }

    /// Its bytes, with this for its number.
    pub(crate) fn write(&self, out: &mut Vec<u8>, number: u32) {
        write_length(out, self.name.len());
        out.extend(self.name.bytes());
        out.push(self.kind);
        write_length(out, number as usize);
    }
}
