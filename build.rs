//! Compiles the corpus (seeds/, or the folder that `FINDLING_CORPUS` names) into the index that the module contains.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "embed")]
    embed()?;
    Ok(())
}

#[cfg(feature = "embed")]
fn embed() -> Result<(), Box<dyn std::error::Error>> {
    use std::path::{Path, PathBuf};
    use std::{env, fs};
    println!("cargo::rerun-if-env-changed=FINDLING_CORPUS");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = env::var_os("FINDLING_CORPUS").map_or_else(|| root.join("seeds"), |folder| root.join(folder));
    // Cargo looks into a folder that it is told to watch, nested ones too, and reruns when anything in it changes.
    println!("cargo::rerun-if-changed={}", corpus.display());
    let written =
        findling_indexer::build(&findling_indexer::read::read(&corpus)?, &findling_indexer::Options::default())?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("corpus.findling"), &written.bytes)?;
    let size = written.bytes.len();
    fs::write(
        out.join("section.rs"),
        format!(
            "#[cfg_attr(target_arch = \"wasm32\", unsafe(link_section = \"findling\"))]\n\
             #[allow(dead_code, reason = \"the section is read, not the static\")]\n\
             static CORPUS: [u8; {size}] = *include_bytes!(concat!(env!(\"OUT_DIR\"), \"/corpus.findling\"));\n"
        ),
    )?;
    Ok(())
}
