//! Arranges a finished module so that it is smaller, above all once it is compressed: one function in place of several equal ones,
//! numbers of locals and hints of alignment as alike as can be, and like functions next to each other.
//!
//! Nothing here changes what the module does.
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::GlueError;
use crate::functions::{Function, Functions, Instruction};

/// The module, arranged.
pub(crate) fn settle(wasm: &[u8]) -> Result<Vec<u8>, GlueError> {
    let mut functions = Functions::read(wasm)?;
    for function in &mut functions.bodies {
        align(function);
        number_locals(function);
    }
    let same = same(&functions);
    let mut order: Vec<u32> = (0..same.len() as u32).filter(|i| same[*i as usize] == *i).collect();
    order.sort_by_cached_key(|i| {
        let function = &functions.bodies[*i as usize];
        (function.signature, function.encode(|_| 0))
    });
    let mut places = vec![0; same.len()];
    for (place, i) in order.iter().enumerate() {
        places[*i as usize] = place as u32;
    }
    let imports = functions.imports;
    functions.write(wasm, &order, |number| match number.checked_sub(imports) {
        Some(i) => imports + places[same[i as usize] as usize],
        None => number,
    })
}

/// For each function the first that is equal to it. Two that differ in calls of equal functions alone are equal too.
fn same(functions: &Functions) -> Vec<u32> {
    let mut same: Vec<u32> = (0..functions.bodies.len() as u32).collect();
    loop {
        let mut seen = BTreeMap::new();
        let mut next = same.clone();
        for (i, function) in functions.bodies.iter().enumerate() {
            let body = function.encode(|callee| match callee.checked_sub(functions.imports) {
                Some(callee) => functions.imports + same[callee as usize],
                None => callee,
            });
            next[i] = *seen.entry((function.signature, body)).or_insert(i as u32);
        }
        if next == same {
            return same;
        }
        same = next;
    }
}

/// Gives each access to memory the alignment of its width. It is a hint that no engine needs, and compilers vary it.
fn align(function: &mut Function) {
    for instruction in &mut function.instructions {
        let Instruction::Other(bytes) = instruction else { continue };
        let natural = match bytes[0] {
            0x2c | 0x2d | 0x30 | 0x31 | 0x3a | 0x3c => 0,
            0x2e | 0x2f | 0x32 | 0x33 | 0x3b | 0x3d => 1,
            0x28 | 0x2a | 0x34 | 0x35 | 0x36 | 0x38 | 0x3e => 2,
            0x29 | 0x2b | 0x37 | 0x39 => 3,
            _ => continue,
        };
        // Beyond these, the byte says more than the alignment.
        if bytes[1] < 4 {
            bytes[1] = natural;
        }
    }
}

/// Numbers locals by type and by how often they are used, most first; those that are not used go.
fn number_locals(function: &mut Function) {
    let mut uses = vec![(0usize, usize::MAX); function.locals.len()];
    for (at, instruction) in function.instructions.iter().enumerate() {
        if let Instruction::Local(_, local) = instruction
            && let Some(own) = local.checked_sub(function.parameters)
        {
            let (count, first) = &mut uses[own as usize];
            *count += 1;
            *first = at.min(*first);
        }
    }
    let mut by_type: BTreeMap<u8, usize> = BTreeMap::new();
    for (kind, (count, _)) in function.locals.iter().zip(&uses) {
        *by_type.entry(*kind).or_default() += count;
    }
    let mut order: Vec<usize> = (0..uses.len()).filter(|own| uses[*own].0 > 0).collect();
    order.sort_by_key(|own| {
        let kind = function.locals[*own];
        (Reverse(by_type[&kind]), kind, Reverse(uses[*own].0), uses[*own].1)
    });
    let mut new = vec![0; uses.len()];
    for (place, own) in order.iter().enumerate() {
        new[*own] = function.parameters + place as u32;
    }
    for instruction in &mut function.instructions {
        if let Instruction::Local(_, local) = instruction
            && let Some(own) = local.checked_sub(function.parameters)
        {
            *local = new[own as usize];
        }
    }
    function.locals = order.iter().map(|own| function.locals[*own]).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::tests::{body, module, section};

    const I32: u8 = 0x7f;
    const I64: u8 = 0x7e;

    /// A module of functions without parameters or results; the first three are exported and in the table.
    fn functions(bodies: &[Vec<u8>]) -> Vec<u8> {
        let count = u8::try_from(bodies.len()).unwrap();
        let signatures: Vec<u8> = [vec![count], vec![0; bodies.len()]].concat();
        let code = [vec![count], bodies.iter().flat_map(|body| body.iter().copied()).collect()].concat();
        module(&[
            section(1, &[1, 0x60, 0, 0]),
            section(3, &signatures),
            section(4, &[1, 0x70, 0, 3]),
            section(5, &[1, 0, 1]),
            section(7, &[3, 1, b'a', 0, 0, 1, b'b', 0, 1, 1, b'c', 0, 2]),
            section(9, &[1, 0, 0x41, 0, 0x0b, 3, 0, 1, 2]),
            section(10, &code),
            section(11, &[1, 0, 0x41, 0, 0x0b, 4, 7, 0, 0, 0]),
        ])
    }

    fn read(wasm: &[u8]) -> Functions {
        Functions::read(wasm).unwrap()
    }

    #[test]
    fn equal_functions_become_one_and_so_do_those_that_call_them() {
        // b and c call d and e, which are equal.
        let nothing = body(&[], &[0x41, 0, 0x1a]);
        let calls = |callee: u8| body(&[], &[0x10, callee, 0x01]);
        let wasm = functions(&[body(&[], &[0x01]), calls(3), calls(4), nothing.clone(), nothing]);
        let settled = read(&settle(&wasm).unwrap());
        assert_eq!(settled.bodies.len(), 3);
        let number = |name: &str| settled.exports().iter().find(|export| export.name == name).unwrap().number;
        assert_eq!(number("b"), number("c"));
        assert_ne!(number("a"), number("b"));
        assert_eq!(settled.table(), [number("a"), number("b"), number("c")]);
    }

    #[test]
    fn the_locals_used_most_come_first_and_those_never_used_go() {
        // Locals 0 and 1 are of 64 bits, 2 and 3 of 32; 0 is not used.
        let code = [0x20, 1, 0x1a, 0x20, 2, 0x1a, 0x20, 3, 0x1a, 0x20, 3, 0x1a];
        let wasm = functions(&[body(&[(2, I64), (2, I32)], &code), body(&[], &[]), body(&[], &[])]);
        let settled = read(&settle(&wasm).unwrap());
        let function = settled.bodies.iter().find(|function| !function.locals.is_empty()).unwrap();
        assert_eq!(function.locals, [I32, I32, I64]);
        let used: Vec<u32> = function
            .instructions
            .iter()
            .filter_map(|instruction| match instruction {
                Instruction::Local(_, local) => Some(*local),
                _ => None,
            })
            .collect();
        assert_eq!(used, [2, 1, 0, 0]);
    }

    #[test]
    fn hints_of_alignment_and_zeros_at_the_end_of_data_go() {
        let load = body(&[], &[0x41, 0, 0x29, 2, 0, 0x1a]);
        let settled = settle(&functions(&[load, body(&[], &[]), body(&[], &[])])).unwrap();
        assert!(settled.windows(4).any(|w| w == [0x29, 3, 0, 0x1a]));
        assert!(settled.ends_with(&[1, 0, 0x41, 0, 0x0b, 1, 7]));
    }

    #[test]
    fn a_settled_module_is_settled() {
        let wasm = functions(&[body(&[(1, I32)], &[0x20, 0, 0x1a]), body(&[], &[0x01]), body(&[], &[0x10, 0])]);
        let once = settle(&wasm).unwrap();
        assert_eq!(settle(&once).unwrap(), once);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let wasm = functions(&[body(&[], &[]), body(&[], &[]), body(&[], &[])]);
        for end in 9..wasm.len() {
            // A cut between sections leaves a module of fewer sections, and these need each other.
            if let Ok(settled) = settle(&wasm[..end]) {
                assert!(Functions::read(&settled).is_ok(), "{end}");
            }
        }
    }
}
