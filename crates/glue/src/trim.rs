//! Removes panic messages from a linked module: the code that formats them, and their text.
//!
//! The module is compiled with `panic = "abort"` for a target on which the standard library prints nothing. A panic therefore
//! formats a message, drops it, and traps. A page sees the trap alone, so:
//! 1. each function in [`PANICS`] becomes a trap;
//! 2. instructions that lead straight to a trap, without a call or a branch between, are removed;
//! 3. functions that no export leads to become traps, and data that no code refers to becomes zeros.
//!
//! An export that the module is to be without becomes a trap first, so that its code goes in the same way.
//!
//! This saves 6.5 KB of the module behind brotli. The figures are in `docs/internals/experiments.md`.
use std::collections::HashSet;

use walrus::ir::{Block, Call, IfElse, Instr, InstrLocId, InstrSeq, InstrSeqId, Unreachable, Visitor, dfs_in_order};
use walrus::{ExportItem, FunctionId, FunctionKind, LocalFunction, Module, ModuleConfig};

use crate::error::GlueError;
use crate::references::{References, Symbol};

/// Functions of the standard library that format a message and trap, and do nothing else.
const PANICS: &[&str] = &[
    "alloc::alloc::handle_alloc_error",
    "core::panicking::panic_fmt",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
];

/// The module without panic messages, without relocations, and without the code of some exports.
pub(crate) fn trim(wasm: &[u8], left_out: &[&str]) -> Result<Vec<u8>, GlueError> {
    let references = References::read(wasm).map_err(|error| GlueError::Malformed(error.to_string()))?;
    let parsed = ModuleConfig::new().generate_producers_section(false).parse(wasm);
    let mut module = parsed.map_err(|error| GlueError::Malformed(format!("{error:#}")))?;
    drop_descriptions(&mut module);
    empty(&mut module, left_out);
    cut_panics(&mut module);
    if references.has_relocations() {
        clear_unused(&mut module, &references, wasm.len());
    }
    for name in ["linking", "reloc.CODE", "reloc.DATA"] {
        module.customs.remove_raw(name);
    }
    Ok(module.emit_wasm())
}

/// Prefix of the functions by which wasm-bindgen's macro describes the types of an import or an export to its library.
const DESCRIBES: &str = "__wbindgen_describe_";

/// Drops the descriptions of imports that the linker left out: a crate describes everything that it could import.
fn drop_descriptions(module: &mut Module) {
    let exported = module.exports.iter().map(|export| export.name.clone());
    let names: HashSet<String> = exported.chain(module.imports.iter().map(|import| import.name.clone())).collect();
    let unused = |name: &str| name.strip_prefix(DESCRIBES).is_some_and(|described| !names.contains(described));
    let exports: Vec<_> = module.exports.iter().filter(|export| unused(&export.name)).map(walrus::Export::id).collect();
    for id in exports {
        module.exports.delete(id);
    }
}

/// Makes exported functions traps. wasm-bindgen still finds their exports.
fn empty(module: &mut Module, left_out: &[&str]) {
    for export in module.exports.iter() {
        // The macro adds a hash to a name, which wasm-bindgen takes off.
        let name = export.name.rsplit_once('_').map_or("", |(name, _)| name);
        if let ExportItem::Function(id) = export.item
            && let FunctionKind::Local(local) = &mut module.funcs.get_mut(id).kind
            && left_out.contains(&name)
        {
            trap_from(local, local.entry_block(), 0);
        }
    }
}

/// Makes the functions in [`PANICS`] traps, then cuts the ways to traps until none is left.
fn cut_panics(module: &mut Module) {
    for function in module.funcs.iter_mut() {
        let name = function.name.as_deref().map(|name| format!("{:#}", rustc_demangle::demangle(name)));
        if let (Some(name), FunctionKind::Local(local)) = (name, &mut function.kind)
            && PANICS.contains(&name.as_str())
        {
            trap_from(local, local.entry_block(), 0);
        }
    }
    loop {
        let is_trap = |local: &LocalFunction| is_trap(local, local.entry_block());
        let functions = module.funcs.iter_local();
        let traps: HashSet<_> = functions.filter(|(_, local)| is_trap(local)).map(|(id, _)| id).collect();
        // Every function is visited in each round.
        let cut = module.funcs.iter_local_mut().fold(false, |cut, (_, local)| cut_ways(local, &traps) || cut);
        if !cut {
            return;
        }
    }
}

/// Cuts the straight way to each trap in a function. Returns whether there was one.
fn cut_ways(local: &mut LocalFunction, traps: &HashSet<FunctionId>) -> bool {
    let mut sequences = Sequences::default();
    dfs_in_order(&mut sequences, local, local.entry_block());
    let mut cut = false;
    // An inner sequence comes after the outer one, and is cut first.
    for id in sequences.0.into_iter().rev() {
        let instructions = &local.block(id).instrs;
        let traps = |(instruction, _): &(Instr, InstrLocId)| match instruction {
            Instr::Unreachable(_) => true,
            Instr::Call(Call { func }) => traps.contains(func),
            Instr::Block(Block { seq }) => is_trap(local, *seq),
            Instr::IfElse(IfElse { consequent, alternative }) => {
                is_trap(local, *consequent) && is_trap(local, *alternative)
            }
            _ => false,
        };
        let Some(trap) = instructions.iter().position(traps) else { continue };
        let from =
            instructions[..trap].iter().rposition(|(instruction, _)| !is_silent(instruction)).map_or(0, |at| at + 1);
        if from < trap || !matches!(instructions[trap].0, Instr::Unreachable(_)) {
            trap_from(local, id, from);
            cut = true;
        }
    }
    cut
}

/// Whether a sequence only traps.
fn is_trap(local: &LocalFunction, sequence: InstrSeqId) -> bool {
    matches!(local.block(sequence).instrs.first(), Some((Instr::Unreachable(_), _)))
}

/// Replaces the instructions of a sequence from an index on by a trap.
fn trap_from(local: &mut LocalFunction, sequence: InstrSeqId, index: usize) {
    let instructions = &mut local.block_mut(sequence).instrs;
    instructions.truncate(index);
    instructions.push((Instr::Unreachable(Unreachable {}), InstrLocId::default()));
}

/// Whether an instruction neither calls nor branches. Its effect on the module's memory doesn't matter before a trap.
fn is_silent(instruction: &Instr) -> bool {
    use Instr::{Binop, Const, Drop, GlobalGet, GlobalSet, Load, LocalGet, LocalSet, LocalTee, Select, Store, Unop};
    matches!(
        instruction,
        Binop(_)
            | Const(_)
            | Drop(_)
            | GlobalGet(_)
            | GlobalSet(_)
            | Load(_)
            | LocalGet(_)
            | LocalSet(_)
            | LocalTee(_)
            | Select(_)
            | Store(_)
            | Unop(_)
    )
}

/// The sequences of a function, each before those inside it.
#[derive(Default)]
struct Sequences(Vec<InstrSeqId>);

impl<'a> Visitor<'a> for Sequences {
    fn start_instr_seq(&mut self, sequence: &'a InstrSeq) {
        self.0.push(sequence.id());
    }
}

/// Makes functions that no export leads to traps, and the data that they alone refer to zeros.
fn clear_unused(module: &mut Module, references: &References, length: usize) {
    let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let roots: HashSet<FunctionId> = exported.chain(module.start).collect();
    let roots = (0..).zip(&functions).filter(|(_, id)| roots.contains(id)).map(|(index, _)| Symbol::Function(index));
    let mut open: Vec<Symbol> = roots.chain(references.outside_pieces()).collect();
    let mut used = HashSet::new();
    while let Some(symbol) = open.pop() {
        if !used.insert(symbol) {
            continue;
        }
        match symbol {
            Symbol::Data(index) => open.extend(references.of_piece(index)),
            Symbol::Function(index) => {
                let function = functions.get(index as usize).map(|id| &module.funcs.get(*id).kind);
                if let Some(FunctionKind::Local(local)) = function {
                    open.extend(references_left(local, references));
                }
            }
        }
    }
    for (index, id) in (0..).zip(&functions) {
        if let (false, FunctionKind::Local(local)) =
            (used.contains(&Symbol::Function(index)), &mut module.funcs.get_mut(*id).kind)
        {
            trap_from(local, local.entry_block(), 0);
        }
    }
    let unused = references.unused_data(length, |piece| used.contains(&Symbol::Data(piece)));
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for (id, range) in segments.into_iter().zip(&references.segments) {
        let bytes = module.data.get_mut(id).value.iter_mut().zip(&unused[range.clone()]);
        bytes.filter(|(_, unused)| **unused).for_each(|(byte, _)| *byte = 0);
    }
}

/// The symbols that the instructions left in a function refer to.
fn references_left(local: &LocalFunction, references: &References) -> Vec<Symbol> {
    let mut left = Positions::default();
    dfs_in_order(&mut left, local, local.entry_block());
    let before: Vec<usize> = local.instruction_mapping.iter().map(|(_, at)| at.data() as usize).collect();
    let (Some(first), Some(last)) = (before.first(), before.last()) else { return Vec::new() };
    let instruction_at = |at: usize| before[before.partition_point(|start| *start <= at) - 1];
    let places = references.within(*first..*last).iter();
    places.filter(|(at, _)| left.0.contains(&instruction_at(*at))).map(|(_, symbol)| *symbol).collect()
}

/// The positions in the file that the instructions of a function were read from.
#[derive(Default)]
struct Positions(HashSet<usize>);

impl<'a> Visitor<'a> for Positions {
    fn visit_instr(&mut self, _: &'a Instr, position: &'a InstrLocId) {
        if !position.is_default() {
            self.0.insert(position.data() as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::process::Command;
    use std::{env, fs};

    use wasmparser::Validator;

    use super::*;
    use crate::request::TARGET;
    use crate::workspace;

    /// The Rust source of a module with an import, data and panics. A text file, since it is no source of this crate.
    const SOURCE: &str = include_str!("../fixtures/panics.rs.txt");
    /// Calls every function with values that return and values that panic, and prints the results.
    const CALLS: &str = r#"
        const log = [], { exports } = new WebAssembly.Instance(
            new WebAssembly.Module(require("fs").readFileSync(process.argv[1])), { page: { log: (n) => log.push(n) } });
        const call = (name, value) => { try { return exports[name](value) ?? "nothing" } catch (e) { return e.message } };
        console.log([call("byte", 5), call("byte", 40), call("digits", 12345), call("slice", 2), call("slice", 41),
            call("fail", 0), call("fail", 7), log].join());
    "#;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let folder = env::temp_dir().join(format!("findling-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Folder(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A module as rustc and its linker make it.
    fn linked(folder: &Folder) -> Vec<u8> {
        let (source, module) = (folder.0.join("module.rs"), folder.0.join("module.wasm"));
        fs::write(&source, SOURCE).unwrap();
        let mut rustc = Command::new("rustc");
        rustc.current_dir(workspace().unwrap()).args(["--edition=2024", "--crate-type=cdylib", "--target", TARGET]);
        rustc.args(["-Copt-level=z", "-Cpanic=abort", "-Cstrip=debuginfo", "-Clink-arg=--emit-relocs", "-o"]);
        assert!(rustc.arg(&module).arg(&source).status().unwrap().success());
        fs::read(&module).unwrap()
    }

    fn contains(wasm: &[u8], text: &str) -> bool {
        wasm.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn messages_go_and_used_data_stays() {
        let folder = Folder::new("messages");
        let linked = linked(&folder);
        let trimmed = trim(&linked, &[]).unwrap();
        Validator::new().validate_all(&trimmed).unwrap();
        for (text, stays) in [("data that a function reads", true), ("text that only a panic formats", false)] {
            assert!(contains(&linked, text));
            assert_eq!(contains(&trimmed, text), stays, "{text}");
        }
        assert!(!contains(&trimmed, "reloc.CODE"));
    }

    #[test]
    fn a_panic_still_traps_and_everything_before_it_still_happens() {
        let folder = Folder::new("traps");
        let linked = linked(&folder);
        let results = |name: &str, wasm: &[u8]| {
            let module = folder.0.join(name);
            fs::write(&module, wasm).unwrap();
            let node = findling_harness::machine::node().expect("Node is installed");
            let output = Command::new(node).args(["--eval", CALLS]).arg(module).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        };
        let trimmed = results("trimmed.wasm", &trim(&linked, &[]).unwrap());
        assert_eq!(trimmed, results("linked.wasm", &linked));
        assert_eq!(trimmed, "116,unreachable,5,5,unreachable,nothing,unreachable,0,7\n");
    }

    #[test]
    fn a_module_without_names_or_relocations_is_kept() {
        let bare = walrus::Module::default().emit_wasm();
        assert_eq!(trim(&bare, &[]).unwrap(), bare);
        let folder = Folder::new("bare");
        let mut module = ModuleConfig::new().generate_name_section(false).parse(&linked(&folder)).unwrap();
        for name in ["linking", "reloc.CODE", "reloc.DATA"] {
            module.customs.remove_raw(name).unwrap();
        }
        assert!(contains(&trim(&module.emit_wasm(), &[]).unwrap(), "text that only a panic formats"));
    }

    #[test]
    fn a_cut_module_is_an_error() {
        let folder = Folder::new("cut");
        let linked = linked(&folder);
        let accepted = (0..linked.len()).step_by(97).find(|end| trim(&linked[..*end], &[]).is_ok());
        assert_eq!(accepted, None);
    }
}
