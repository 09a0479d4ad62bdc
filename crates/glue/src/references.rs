//! The references between a module's functions and its data, from the linker's relocations (`--emit-relocs`).
//!
//! Positions are offsets in the module's file.
use std::ops::Range;

use wasmparser::{BinaryReaderError, KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

/// A function or a piece of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Symbol {
    /// The index of a function.
    Function(u32),
    /// The index of a piece of data.
    Data(usize),
}

/// The references of a module.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The data of each segment.
    pub segments: Vec<Range<usize>>,
    /// The pieces of data that have a symbol. Pieces may overlap.
    pieces: Vec<Range<usize>>,
    /// The positions in code and data that refer to a symbol, in ascending order.
    places: Vec<(usize, Symbol)>,
}

impl References {
    /// Reads a module's relocations. A module without relocations has no references.
    pub(crate) fn read(wasm: &[u8]) -> Result<References, BinaryReaderError> {
        let mut references = References::default();
        let mut symbols = Vec::new();
        let mut relocations = Vec::new();
        let (mut code, mut data) = (0, 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::CodeSectionStart { range, .. } => code = range.start,
                Payload::DataSection(reader) => {
                    data = reader.range().start;
                    for segment in reader {
                        let segment = segment?;
                        references.segments.push(segment.range.end - segment.data.len()..segment.range.end);
                    }
                }
                Payload::CustomSection(section) => match (section.name(), section.as_known()) {
                    (_, KnownCustom::Linking(reader)) => {
                        for part in reader.subsections() {
                            if let Linking::SymbolTable(table) = part? {
                                symbols = table.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    (name @ ("reloc.CODE" | "reloc.DATA"), KnownCustom::Reloc(reader)) => {
                        let start = if name == "reloc.CODE" { code } else { data };
                        for entry in reader.entries() {
                            let entry = entry?;
                            // The index of a type relocation is not a symbol.
                            if entry.ty != RelocationType::TypeIndexLeb {
                                relocations.push((start + entry.offset as usize, entry.index as usize));
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let symbols: Vec<Option<Symbol>> = symbols.iter().map(|symbol| references.add(symbol, wasm.len())).collect();
        let place = |(at, symbol)| Some((at, (*symbols.get::<usize>(symbol)?)?));
        references.places = relocations.into_iter().filter_map(place).collect();
        references.places.sort_by_key(|(at, _)| *at);
        Ok(references)
    }

    /// Adds a symbol. Symbols of imported data, globals, sections and tables are not followed.
    fn add(&mut self, symbol: &SymbolInfo<'_>, length: usize) -> Option<Symbol> {
        match symbol {
            SymbolInfo::Func { index, .. } => Some(Symbol::Function(*index)),
            SymbolInfo::Data { symbol: Some(piece), .. } => {
                let start = self.segments.get(piece.index as usize)?.start.checked_add(piece.offset as usize)?;
                let end = start.checked_add(piece.size as usize).filter(|end| *end <= length)?;
                self.pieces.push(start..end);
                Some(Symbol::Data(self.pieces.len() - 1))
            }
            _ => None,
        }
    }

    /// Whether the module has relocations at all.
    pub(crate) fn has_relocations(&self) -> bool {
        !self.places.is_empty()
    }

    /// The references at a range of positions.
    pub(crate) fn within(&self, range: Range<usize>) -> &[(usize, Symbol)] {
        let index = |position: usize| self.places.partition_point(|(at, _)| *at < position);
        &self.places[index(range.start)..index(range.end)]
    }

    /// The symbols that a piece of data refers to.
    pub(crate) fn of_piece(&self, piece: usize) -> impl Iterator<Item = Symbol> {
        self.within(self.pieces[piece].clone()).iter().map(|(_, symbol)| *symbol)
    }

    /// The symbols that data outside of all pieces refers to.
    pub(crate) fn outside_pieces(&self) -> impl Iterator<Item = Symbol> {
        let in_data = self.segments.iter().flat_map(|segment| self.within(segment.clone()));
        in_data.filter(|(at, _)| !self.pieces.iter().any(|piece| piece.contains(at))).map(|(_, symbol)| *symbol)
    }

    /// For each position of a file of this length: whether it belongs to unused pieces alone.
    pub(crate) fn unused_data(&self, length: usize, is_used: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut unused = vec![false; length];
        let (used, other): (Vec<usize>, Vec<usize>) = (0..self.pieces.len()).partition(|piece| is_used(*piece));
        for (pieces, value) in [(other, true), (used, false)] {
            for piece in pieces {
                unused[self.pieces[piece].clone()].fill(value);
            }
        }
        unused
    }
}
