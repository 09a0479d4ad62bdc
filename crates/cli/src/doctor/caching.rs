//! Checks how long a host lets browsers cache a file.

use super::findings::Findings;

/// Maximum cache time of a file without a hash in its name, in seconds: a day.
const SHORT: u64 = 86_400;

/// Checks how long a file is cached.
pub(super) fn keeping(name: &str, control: &str, lasting: bool, fine: &mut Vec<String>, findings: &mut Findings) {
    let control = control.to_ascii_lowercase();
    let directives: Vec<&str> = control.split(',').map(str::trim).collect();
    let age = directives.iter().find_map(|d| d.strip_prefix("max-age=")).and_then(|age| age.parse::<u64>().ok());
    let again = directives.iter().any(|d| matches!(*d, "no-cache" | "no-store"));
    let long = !again && (directives.contains(&"immutable") || age.is_some_and(|age| age > SHORT));
    let said = if control.is_empty() { "nothing is said about keeping it".to_owned() } else { control.clone() };
    match (lasting, long) {
        (true, true) | (false, false) => fine.push(said),
        (true, false) => findings.warning(
            format!("{name} is asked for again and again ({said}), and its name says that it never changes"),
            "let the host send cache-control: public, max-age=31536000, immutable for findling.*.wasm, code.*/ and blocks/",
        ),
        (false, true) => findings.error(
            format!("{name} is kept for long ({said}): visitors do not see a new search"),
            "let the host send cache-control: no-cache, or a max-age of some minutes",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_with_a_hash_may_be_cached_for_long() {
        for (control, lasting, wrong) in [
            ("public, max-age=31536000, immutable", true, false),
            ("no-cache", true, true),
            ("", true, true),
            ("no-cache", false, false),
            ("max-age=600", false, false),
            ("", false, false),
            ("public, max-age=31536000", false, true),
            ("immutable", false, true),
        ] {
            let (mut fine, mut findings) = (Vec::new(), Findings::default());
            keeping("x", control, lasting, &mut fine, &mut findings);
            assert_eq!(
                (findings.0.len(), fine.len()),
                (usize::from(wrong), usize::from(!wrong)),
                "{control} {lasting}"
            );
        }
    }
}
