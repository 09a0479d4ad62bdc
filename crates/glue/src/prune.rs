//! Takes out of a linked module what can not be observed in one that traps on a panic: the texts of panics and the code that would put
//! them together, then every function and every byte of data that nothing refers to any more.
//!
//! A function that never comes back and calls nothing outside the module does one thing, it traps; the way there does not matter, since
//! nobody is told. Which functions these are follows from their code, not from their names. What is reachable then follows from the
//! linker's relocations, so that no number is ever taken for an address by chance.
use std::ops::Range;

use crate::GlueError;
use crate::linked::{Body, Linked, Node, read};
use crate::sections::{self, CODE, EXPORTS};

/// A body that traps: no locals, `unreachable`, `end`.
const TRAP: [u8; 3] = [0, UNREACHABLE, 0x0b];
/// `unreachable`, and `nop` for the bytes behind it.
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
/// What wasm-bindgen's macro calls the functions that tell the types of imports and exports to its library.
const DESCRIBES: &str = "__wbindgen_describe_";
/// js-sys has this for tasks that are suspended; wasm-bindgen takes it out where nothing is, but not what it refers to.
const UNUSED: &str = "__wbg_jspi_task_poll";

/// The module without what has no effect. Its relocations are used up.
pub(crate) fn prune(wasm: &[u8]) -> Result<Vec<u8>, GlueError> {
    let mut linked = read(wasm).map_err(|error| GlueError::Malformed(error.offset()))?;
    let reaches = reaches(&linked);
    let traps: Vec<bool> = linked.bodies.iter().zip(&reaches).map(|(body, reaches)| body.endless && !reaches).collect();
    let mut doomed = Vec::new();
    for body in &linked.bodies {
        doomed.push(ways_to_traps(&linked, body, &traps, &reaches));
    }
    let unread: Vec<Vec<Range<usize>>> = linked.bodies.iter().map(|body| unread(&linked, &doomed, body)).collect();
    for ((body, ways), unread) in linked.bodies.iter_mut().zip(&doomed).zip(&unread) {
        body.refers.retain(|(at, _)| !ways.iter().chain(unread).any(|range| range.contains(at)));
    }
    let live = Live::of(&linked, &traps);

    let mut exports = Vec::new();
    let mut code = Vec::new();
    sections::write_length(&mut exports, live.exports.iter().filter(|live| **live).count());
    let ends = linked.exports.iter().skip(1).map(|export| export.at).chain([linked.export_section.end]);
    for ((export, end), _) in linked.exports.iter().zip(ends).zip(&live.exports).filter(|export| *export.1) {
        exports.extend(&wasm[export.at..end]);
    }
    sections::write_length(&mut code, linked.bodies.len());
    for (i, body) in linked.bodies.iter().enumerate() {
        if traps[i] || !live.functions[i] {
            sections::write_length(&mut code, TRAP.len());
            code.extend(TRAP);
            continue;
        }
        sections::write_length(&mut code, body.range.len());
        let start = code.len();
        code.extend(&wasm[body.range.clone()]);
        for range in &unread[i] {
            let at = start + range.start - body.range.start;
            // Zero, in as many bytes as there are.
            code[at + 1..at + range.len()].fill(0x80);
            code[at + range.len() - 1] = 0;
        }
        for range in &doomed[i] {
            let at = start + range.start - body.range.start;
            code[at..at + range.len()].fill(NOP);
            code[at] = UNREACHABLE;
        }
    }
    let mut out = wasm.to_vec();
    for ((range, _), _) in linked.data.iter().zip(&live.data).filter(|piece| !piece.1) {
        // Pieces may share bytes.
        let shared = |at: usize| linked.data.iter().zip(&live.data).any(|(piece, live)| *live && piece.0.contains(&at));
        for at in range.clone().filter(|at| !shared(*at)) {
            out[at] = 0;
        }
    }
    sections::rewrite(&out, |section, name| match (section, name) {
        (CODE, _) => Some(code.clone()),
        (EXPORTS, _) => Some(exports.clone()),
        (_, Some(name)) if name == b"linking" || name.starts_with(b"reloc.") => Some(Vec::new()),
        _ => None,
    })
}

/// The code that only leads to a trap, by a call or by jumps: from where control last turned to behind what leads there.
fn ways_to_traps(linked: &Linked, body: &Body, traps: &[bool], reaches: &[bool]) -> Vec<Range<usize>> {
    let mut ways = Vec::new();
    let calls = body.calls.iter().filter(|call| linked.body(call.1).is_some_and(|callee| traps[callee]));
    let mut open: Vec<Range<usize>> = calls.map(|call| call.0.clone()).chain(body.traps.iter().cloned()).collect();
    while let Some(trap) = open.pop() {
        let turns = body.turns.iter().filter(|turn| turn.end <= trap.start).map(|turn| turn.end);
        let before = body.calls.iter().filter(|other| other.0.end <= trap.start);
        let outside = before.filter(|other| linked.body(other.1).is_none_or(|callee| reaches[callee]));
        let from = turns.chain(outside.map(|other| other.0.end)).max().unwrap_or(body.first).max(body.first);
        // Where a block ends and the trap begins, each jump to that end is one into the trap.
        for (_, jumps) in body.joins.iter().filter(|join| join.0 == from) {
            open.extend(jumps.iter().cloned());
        }
        ways.push(from..trap.end);
    }
    ways
}

/// The numbers that a body hands to functions which do not read them: where in the source a call stands, which only panics would say.
fn unread(linked: &Linked, doomed: &[Vec<Range<usize>>], body: &Body) -> Vec<Range<usize>> {
    let ignores = |callee: usize| {
        let (count, reads) = &linked.bodies[callee].parameters;
        *count > 0 && reads.iter().all(|read| doomed[callee].iter().any(|way| way.contains(read)))
    };
    let calls = body.calls.iter().filter(|call| linked.body(call.1).is_some_and(ignores));
    calls.filter_map(|call| body.constants.iter().find(|constant| constant.end == call.0.start).cloned()).collect()
}

/// The functions that may call something outside, directly or through functions that they name.
fn reaches(linked: &Linked) -> Vec<bool> {
    let mut reaches = vec![false; linked.bodies.len()];
    loop {
        let mut changed = false;
        for (i, body) in linked.bodies.iter().enumerate() {
            let outside = |callee: u32| linked.body(callee).is_none_or(|callee| reaches[callee]);
            if !reaches[i] && body.calls.iter().any(|call| outside(call.1)) {
                reaches[i] = true;
                changed = true;
            }
        }
        if !changed {
            return reaches;
        }
    }
}

/// What the exports lead to.
struct Live<'a> {
    linked: &'a Linked,
    traps: &'a [bool],
    functions: Vec<bool>,
    data: Vec<bool>,
    exports: Vec<bool>,
}

impl<'a> Live<'a> {
    fn of(linked: &'a Linked, traps: &'a [bool]) -> Live<'a> {
        let exports =
            linked.exports.iter().map(|export| !export.name.starts_with(DESCRIBES) && export.name != UNUSED).collect();
        let mut live = Live {
            linked,
            traps,
            functions: vec![false; linked.bodies.len()],
            data: vec![false; linked.data.len()],
            exports,
        };
        live.follow(linked.loose.clone());
        for (i, export) in linked.exports.iter().enumerate() {
            if live.exports[i] {
                live.follow(export.function.map(Node::Function).into_iter().collect());
            }
        }
        // A crate describes all that it could import; what the linker left is what counts.
        for (i, export) in linked.exports.iter().enumerate() {
            let Some(described) = export.name.strip_prefix(DESCRIBES) else { continue };
            let exported = || linked.exports.iter().any(|export| export.name == described);
            let imported = || linked.imports.iter().any(|import| import == described);
            if exported() || imported() {
                live.exports[i] = true;
                live.follow(export.function.map(Node::Function).into_iter().collect());
            }
        }
        live
    }

    fn follow(&mut self, mut open: Vec<Node>) {
        while let Some(node) = open.pop() {
            match node {
                Node::Function(number) => {
                    let Some(i) = self.linked.body(number) else { continue };
                    if !std::mem::replace(&mut self.functions[i], true) && !self.traps[i] {
                        open.extend(self.linked.bodies[i].refers.iter().map(|refers| refers.1));
                    }
                }
                Node::Data(i) => {
                    if !std::mem::replace(&mut self.data[i], true) {
                        open.extend(&self.linked.data[i].1);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::tests::{body, custom, module, section};

    const VOID: u8 = 0;

    /// `i32.const` of an address, as the linker writes it.
    const fn address(at: u8) -> [u8; 6] {
        [0x41, at | 0x80, 0x80, 0x80, 0x80, 0]
    }

    const fn call(callee: u8) -> [u8; 6] {
        [0x10, callee | 0x80, 0x80, 0x80, 0x80, 0]
    }

    /// Function 0 is imported. `run` (1) calls `fail` (2) with the address of “text”, or else the import; `lost` (3) is called by nobody.
    fn linked() -> Vec<u8> {
        let run = [&[0x41, 1, 0x04, 0x40][..], &address(4), &call(2), &[UNREACHABLE, 0x0b], &call(0)].concat();
        let fail = [0x20, 0, 0x1a, UNREACHABLE];
        let bodies = [body(&[], &run), body(&[], &fail), body(&[], &[NOP])];
        let starts: Vec<usize> =
            [0, bodies[0].len(), bodies[0].len() + bodies[1].len()].iter().map(|at| at + 1).collect();
        // In the code section: where the address, and where the callee of each call stands.
        let first = starts[0] + 2;
        let relocations = [
            vec![3, 3],
            vec![4, u8::try_from(first + 5).unwrap(), 3, 0],
            vec![0, u8::try_from(first + 11).unwrap(), 1],
            vec![0, u8::try_from(first + 18).unwrap(), 0],
        ];
        let name = |name: &str| [&[u8::try_from(name.len()).unwrap()][..], name.as_bytes()].concat();
        let symbols = [
            vec![4, 0, 0x10, 0],
            [&[0, 0, 2][..], &name("fail")].concat(),
            [&[0, 0, 1][..], &name("run")].concat(),
            [&[1, 0][..], &name("text"), &[0, 4, 4]].concat(),
        ]
        .concat();
        let table = [&[8, u8::try_from(symbols.len()).unwrap()][..], &symbols].concat();
        module(&[
            section(1, &[2, 0x60, 0, VOID, 0x60, 1, 0x7f, VOID]),
            section(2, &[1, 1, b'm', 1, b'i', 0, 0]),
            section(3, &[3, 0, 1, 0]),
            section(7, &[2, 3, b'r', b'u', b'n', 0, 1, 1, b'm', 2, 0]),
            section(10, &[vec![3], bodies.concat()].concat()),
            section(11, &[&[1, 0, 0x41, 0, 0x0b, 12][..], b"keepTEXTkeep"].concat()),
            custom("linking", &[&[2][..], &table].concat()),
            custom("reloc.CODE", &relocations.concat()),
        ])
    }

    #[test]
    fn what_only_a_panic_would_say_goes_and_so_does_what_nobody_calls() {
        let pruned = prune(&linked()).unwrap();
        let after = read(&pruned).unwrap();
        let code = |i: usize| pruned[after.bodies[i].range.clone()].to_vec();
        assert_eq!(code(1), TRAP, "a function that only traps");
        assert_eq!(code(2), TRAP, "a function that nobody calls");
        assert_eq!(after.bodies[0].calls.len(), 1, "the call of the import is left");
        assert_eq!(after.bodies[0].calls[0].1, 0);
        assert!(pruned.windows(12).any(|w| w == b"keep\0\0\0\0keep"), "bytes of no piece stay");
        assert!(!pruned.windows(7).any(|w| w == b"linking"));
    }

    #[test]
    fn a_module_without_relocations_keeps_its_data() {
        let bare = sections::rewrite(&linked(), |_, name| name.map(|_| Vec::new())).unwrap();
        assert!(prune(&bare).unwrap().windows(12).any(|w| w == b"keepTEXTkeep"));
    }

    #[test]
    fn a_module_cut_anywhere_is_refused_or_ends_at_a_section() {
        let whole = linked();
        let ends = (8..whole.len()).filter(|end| prune(&whole[..*end]).is_ok()).count();
        assert!(ends < 9, "{ends}");
    }
}
