//! A module as the linker left it, with its relocations: which function or piece of data each function and piece of data refers to.
//!
//! Reads only; what it can not read is an error, never a guess.
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// A function or a piece of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A function, by its number among all.
    Function(u32),
    /// A piece of data, by its number in [`Linked::data`].
    Data(usize),
}

/// What the bytes of a function say of it.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// Where it stands, without its length.
    pub range: Range<usize>,
    /// Where its first instruction begins.
    pub first: usize,
    /// Whether no path through it comes back.
    pub endless: bool,
    /// How many parameters it has, and where the last one is read or written.
    pub parameters: (u32, Vec<usize>),
    /// Where a number is put on the stack.
    pub constants: Vec<Range<usize>>,
    /// Its direct calls: what stands there, and whom.
    pub calls: Vec<(Range<usize>, u32)>,
    /// Where control splits, joins, or leaves it for a function that is not known.
    pub turns: Vec<Range<usize>>,
    /// Its `unreachable`s.
    pub traps: Vec<Range<usize>>,
    /// Where blocks end, and the jumps there.
    pub joins: Vec<(usize, Vec<Range<usize>>)>,
    /// What its bytes refer to, and which.
    pub refers: Vec<(usize, Node)>,
}

/// What a module offers.
#[derive(Debug)]
pub(crate) struct Export {
    /// Where it begins.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// The function's number; none for a memory, a table, a global.
    pub function: Option<u32>,
}

/// A module that was linked with `--emit-relocs`.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// The names of the imported functions, which come first.
    pub imports: Vec<String>,
    /// The functions with a body, in order.
    pub bodies: Vec<Body>,
    /// Where the section with the bodies stands, and its content.
    pub code: Range<usize>,
    /// The exports, and the content of the section that they stand in.
    pub exports: Vec<Export>,
    /// Where that is.
    pub export_section: Range<usize>,
    /// Pieces of data: where each stands, and what it refers to.
    pub data: Vec<(Range<usize>, Vec<Node>)>,
    /// What the bytes of data refer to that belong to no piece.
    pub loose: Vec<Node>,
}

impl Linked {
    /// The place among the bodies of a function that is not imported.
    pub(crate) fn body(&self, function: u32) -> Option<usize> {
        (function as usize).checked_sub(self.imports.len())
    }
}

/// Reads a module.
pub(crate) fn read(wasm: &[u8]) -> Result<Linked, BinaryReaderError> {
    let mut linked = Linked::default();
    let mut symbols = Vec::new();
    let mut segments = Vec::new();
    let (mut parameters, mut signatures) = (Vec::new(), Vec::new());
    let mut data = 0;
    let (mut code_relocations, mut data_relocations) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    let import = import?;
                    if matches!(import.ty, TypeRef::Func(_)) {
                        linked.imports.push(import.name.to_owned());
                    }
                }
            }
            Payload::TypeSection(reader) => {
                for signature in reader.into_iter_err_on_gc_types() {
                    parameters.push(signature?.params().len() as u32);
                }
            }
            Payload::FunctionSection(reader) => signatures = reader.into_iter().collect::<Result<Vec<u32>, _>>()?,
            Payload::ExportSection(reader) => {
                linked.export_section = reader.range();
                for export in reader.into_iter_with_offsets() {
                    let (at, export) = export?;
                    let function = (export.kind == ExternalKind::Func).then_some(export.index);
                    linked.exports.push(Export { at, name: export.name.to_owned(), function });
                }
            }
            Payload::CodeSectionStart { range, .. } => linked.code = range,
            Payload::CodeSectionEntry(body) => {
                let signature = signatures.get(linked.bodies.len()).and_then(|number| parameters.get(*number as usize));
                linked.bodies.push(read_body(&body, signature.copied().unwrap_or(0))?);
            }
            Payload::DataSection(reader) => {
                data = reader.range().start;
                for segment in reader {
                    let segment = segment?;
                    segments.push(segment.range.end - segment.data.len());
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
                ("reloc.CODE", KnownCustom::Reloc(reader)) => {
                    code_relocations = reader.entries().into_iter().collect::<Result<_, _>>()?;
                }
                ("reloc.DATA", KnownCustom::Reloc(reader)) => {
                    data_relocations = reader.entries().into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            },
            _ => {}
        }
    }
    linked.connect(&symbols, &segments, (&code_relocations, &data_relocations), data);
    Ok(linked)
}

impl Linked {
    fn connect(
        &mut self,
        symbols: &[SymbolInfo<'_>],
        segments: &[usize],
        (in_code, in_data): (&[RelocationEntry], &[RelocationEntry]),
        data_start: usize,
    ) {
        let mut nodes = Vec::new();
        for symbol in symbols {
            nodes.push(match symbol {
                SymbolInfo::Func { index, .. } => Some(Node::Function(*index)),
                SymbolInfo::Data { symbol: Some(piece), .. } => segments.get(piece.index as usize).map(|segment| {
                    let start = segment + piece.offset as usize;
                    self.data.push((start..start + piece.size as usize, Vec::new()));
                    Node::Data(self.data.len() - 1)
                }),
                _ => None,
            });
        }
        // The index of a relocation that names a type is no symbol's.
        let target = |entry: &RelocationEntry| match entry.ty {
            RelocationType::TypeIndexLeb => None,
            _ => nodes.get(entry.index as usize).copied().flatten(),
        };
        for entry in in_code {
            let at = self.code.start + entry.offset as usize;
            let body = self.bodies.partition_point(|body| body.range.end <= at);
            if let (Some(body), Some(node)) = (self.bodies.get_mut(body), target(entry)) {
                body.refers.push((at, node));
            }
        }
        for entry in in_data {
            let at = data_start + entry.offset as usize;
            let Some(node) = target(entry) else { continue };
            let mut owned = false;
            for (_, refers) in self.data.iter_mut().filter(|piece| piece.0.contains(&at)) {
                refers.push(node);
                owned = true;
            }
            if !owned {
                self.loose.push(node);
            }
        }
    }
}

fn read_body(body: &wasmparser::FunctionBody<'_>, parameters: u32) -> Result<Body, BinaryReaderError> {
    let mut read = Body { range: body.range(), ..Body::default() };
    let (mut returns, mut last_traps) = (false, false);
    // Of each block that is open whether it is a loop, and the jumps to its end.
    let mut blocks: Vec<(bool, Vec<Range<usize>>)> = Vec::new();
    let mut reader = body.get_operators_reader()?;
    read.first = reader.original_position();
    read.parameters.0 = parameters;
    while !reader.eof() {
        let at = reader.original_position();
        let operator = reader.read()?;
        let range = at..reader.original_position();
        let traps = matches!(operator, Operator::Unreachable);
        let depth = blocks.len() as u32;
        let mut turns = true;
        match operator {
            Operator::Block { .. } | Operator::If { .. } => blocks.push((false, Vec::new())),
            Operator::Loop { .. } => blocks.push((true, Vec::new())),
            Operator::End => match blocks.pop() {
                None => returns |= !last_traps,
                Some((true, _)) => {}
                Some((false, jumps)) => read.joins.push((range.end, jumps)),
            },
            Operator::Unreachable => read.traps.push(range.clone()),
            Operator::Else | Operator::CallIndirect { .. } => {}
            Operator::Return => returns = true,
            Operator::Br { relative_depth } => {
                returns |= relative_depth == depth;
                let block = (depth as usize).checked_sub(relative_depth as usize + 1);
                if let Some((_, jumps)) = block.and_then(|block| blocks.get_mut(block)) {
                    jumps.push(range.clone());
                }
            }
            Operator::BrIf { relative_depth } => returns |= relative_depth == depth,
            Operator::BrTable { targets } => {
                returns |= targets.default() == depth;
                for target in targets.targets() {
                    returns |= target? == depth;
                }
            }
            Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index } => {
                if local_index + 1 == parameters {
                    read.parameters.1.push(at);
                }
                turns = false;
            }
            Operator::I32Const { .. } => {
                read.constants.push(range.clone());
                turns = false;
            }
            Operator::Call { function_index } => {
                read.calls.push((range.clone(), function_index));
                turns = false;
            }
            // Calls that do not come back, exceptions: rustc makes none for this target, and whoever makes one is left alone.
            Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } | Operator::TryTable { .. } => {
                returns = true;
            }
            _ => turns = false,
        }
        if turns {
            read.turns.push(range);
        }
        last_traps = traps;
    }
    read.endless = !returns;
    Ok(read)
}
