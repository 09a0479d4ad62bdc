//! A module's functions as lists of instructions, and back: what other passes change are the numbers of functions and of locals.
//!
//! Everything that is not such a number is copied byte for byte. What this does not know (a start function, elements that are not
//! functions) is an error.
use wasmparser::{BinaryReaderError, ElementItems, ElementKind, Operator, Parser, Payload, TypeRef};

use crate::GlueError;
use crate::exports::{Export, FUNCTION};
use crate::sections::{self, CODE, DATA, ELEMENTS, EXPORTS, FUNCTIONS, write_length};

/// One instruction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Instruction {
    /// Reads or writes a local: which of these, and the local.
    Local(u8, u32),
    /// Calls a function.
    Call(u32),
    /// Anything else, as bytes.
    Other(Vec<u8>),
}

/// A function with a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Function {
    /// The number of its type.
    pub signature: u32,
    /// How many of its locals are parameters.
    pub parameters: u32,
    /// The types of the others, as bytes.
    pub locals: Vec<u8>,
    /// What it does, with the last `end`.
    pub instructions: Vec<Instruction>,
}

/// What of a module names functions.
#[derive(Debug, Default)]
pub(crate) struct Functions {
    /// How many are imported; they come first.
    pub imports: u32,
    /// Those with a body.
    pub bodies: Vec<Function>,
    exports: Vec<Export>,
    /// What stands before the functions in the table, and these.
    elements: (Vec<u8>, Vec<u32>),
    /// What stands before each piece of data, and its bytes.
    data: Vec<(Vec<u8>, Vec<u8>)>,
}

const CALL: u8 = 0x10;

impl Functions {
    /// Reads a module.
    pub(crate) fn read(wasm: &[u8]) -> Result<Functions, GlueError> {
        let read = parse(wasm).map_err(|error| GlueError::Malformed(error.offset()))?;
        read.ok_or(GlueError::Unknown)
    }

    /// The module with these functions in this order; `new` tells the new number of each.
    pub(crate) fn write(&self, wasm: &[u8], order: &[u32], new: impl Fn(u32) -> u32) -> Result<Vec<u8>, GlueError> {
        let kept: Vec<&Function> = order.iter().map(|i| &self.bodies[*i as usize]).collect();
        sections::rewrite(wasm, |section, _| match section {
            FUNCTIONS => Some(list(&kept, |out, function| write_length(out, function.signature as usize))),
            EXPORTS => Some(list(&self.exports, |out, export| {
                export.write(out, if export.kind == FUNCTION { new(export.number) } else { export.number });
            })),
            ELEMENTS => {
                let functions = list(&self.elements.1, |out, number| write_length(out, new(*number) as usize));
                Some([&[1], self.elements.0.as_slice(), &functions].concat())
            }
            CODE => Some(list(&kept, |out, function| {
                let body = function.encode(&new);
                write_length(out, body.len());
                out.extend(body);
            })),
            // Memory is zero where nothing is put.
            DATA => Some(list(&self.data, |out, (head, bytes)| {
                let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
                out.extend(head);
                write_length(out, end);
                out.extend(&bytes[..end]);
            })),
            _ => None,
        })
    }
}

#[cfg(test)]
impl Functions {
    /// What it offers.
    pub(crate) fn exports(&self) -> &[Export] {
        &self.exports
    }

    /// The functions of the table.
    pub(crate) fn table(&self) -> &[u32] {
        &self.elements.1
    }
}

impl Function {
    /// Its bytes, as they stand in a module.
    pub(crate) fn encode(&self, new: impl Fn(u32) -> u32) -> Vec<u8> {
        let mut out = Vec::new();
        let runs: Vec<&[u8]> = self.locals.chunk_by(|a, b| a == b).collect();
        write_length(&mut out, runs.len());
        for run in runs {
            write_length(&mut out, run.len());
            out.push(run[0]);
        }
        for instruction in &self.instructions {
            match instruction {
                Instruction::Local(operation, local) => {
                    out.push(*operation);
                    write_length(&mut out, *local as usize);
                }
                Instruction::Call(callee) => {
                    out.push(CALL);
                    write_length(&mut out, new(*callee) as usize);
                }
                Instruction::Other(bytes) => out.extend(bytes),
            }
        }
        out
    }
}

/// A section that is a list.
fn list<T>(items: &[T], write: impl Fn(&mut Vec<u8>, &T)) -> Vec<u8> {
    let mut out = Vec::new();
    write_length(&mut out, items.len());
    for item in items {
        write(&mut out, item);
    }
    out
}

/// None for a module with parts that this does not know.
fn parse(wasm: &[u8]) -> Result<Option<Functions>, BinaryReaderError> {
    let mut read = Functions::default();
    let (mut parameters, mut signatures) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(reader) => {
                for signature in reader.into_iter_err_on_gc_types() {
                    parameters.push(signature?.params().len() as u32);
                }
            }
            Payload::ImportSection(reader) => {
                for import in reader.into_imports() {
                    read.imports += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(reader) => signatures = reader.into_iter().collect::<Result<_, _>>()?,
            Payload::ExportSection(reader) => {
                for export in reader {
                    let Some(export) = Export::read(&export?) else { return Ok(None) };
                    read.exports.push(export);
                }
            }
            Payload::StartSection { .. } => return Ok(None),
            Payload::ElementSection(reader) => {
                for element in reader {
                    let element = element?;
                    let (ElementItems::Functions(functions), ElementKind::Active { .. }) =
                        (element.items, element.kind)
                    else {
                        return Ok(None);
                    };
                    if !read.elements.1.is_empty() {
                        return Ok(None);
                    }
                    read.elements.0 = wasm[element.range.start..functions.range().start].to_vec();
                    read.elements.1 = functions.into_iter().collect::<Result<_, _>>()?;
                }
            }
            Payload::DataSection(reader) => {
                for data in reader {
                    let data = data?;
                    let mut length = Vec::new();
                    write_length(&mut length, data.data.len());
                    let head = data.range.start..data.range.end - data.data.len() - length.len();
                    read.data.push((wasm[head].to_vec(), data.data.to_vec()));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let Some(signature) = signatures.get(read.bodies.len()).copied() else { return Ok(None) };
                let Some(parameters) = parameters.get(signature as usize).copied() else { return Ok(None) };
                let Some(function) = function(wasm, &body, signature, parameters)? else { return Ok(None) };
                read.bodies.push(function);
            }
            _ => {}
        }
    }
    Ok(Some(read))
}

fn function(
    wasm: &[u8],
    body: &wasmparser::FunctionBody<'_>,
    signature: u32,
    parameters: u32,
) -> Result<Option<Function>, BinaryReaderError> {
    let mut locals = Vec::new();
    let mut reader = body.get_locals_reader()?;
    for _ in 0..reader.get_count() {
        let (count, _) = reader.read()?;
        // A type of one byte, as all that a compiler makes locals of have.
        let Some(kind) = wasm.get(reader.original_position() - 1) else { return Ok(None) };
        locals.extend(std::iter::repeat_n(*kind, count as usize));
    }
    let mut instructions = Vec::new();
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let start = reader.original_position();
        let operator = reader.read()?;
        instructions.push(match operator {
            Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index } => Instruction::Local(wasm[start], local_index),
            Operator::Call { function_index } => Instruction::Call(function_index),
            Operator::ReturnCall { .. } | Operator::RefFunc { .. } => return Ok(None),
            _ => Instruction::Other(wasm[start..reader.original_position()].to_vec()),
        });
    }
    Ok(Some(Function { signature, parameters, locals, instructions }))
}
