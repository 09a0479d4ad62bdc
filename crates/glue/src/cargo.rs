//! Runs cargo for the module, isolated from the settings of the calling build.
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::GlueError;
use crate::request::{Corpus, Request, TARGET};

const CORPUS: &str = "FINDLING_CORPUS";

/// - `--emit-relocs`: `trim` needs the linker's relocations.
/// - `-zstack-size`: a stack of 256 KB instead of 1 MB. No function recurses deeply, and a page need not reserve memory that is never used.
/// - Flags of LLVM: a function of a few instructions is inlined, and three passes that trade bytes for registers are off. Together they save
///   1.8 KB behind brotli.
const FLAGS: &str = "target.wasm32-unknown-unknown.rustflags=['-Clink-arg=--emit-relocs', '-Clink-arg=-zstack-size=262144', \
    '-Cllvm-args=-inline-threshold=15', '-Cllvm-args=-disable-lsr', '-Cllvm-args=-enable-pre=false', \
    '-Cllvm-args=-disable-licm-promotion']";

/// Variables that configure cargo's sources, output and parallelism, but not its artefacts.
const KEPT: &[&str] = &["CARGO_HOME", "CARGO_MAKEFLAGS", "CARGO_BUILD_JOBS"];
const KEPT_PREFIXES: &[&str] = &["CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTR", "CARGO_SOURCE_", "CARGO_TERM_"];
/// Variables that would change the artefact: those of cargo and of lint runs.
const DROPPED_PREFIXES: &[&str] = &["CARGO", "RUSTC", "RUSTDOC", "RUSTFLAGS", "CLIPPY", "DEP_", "__CARGO"];

fn leaks(name: &str) -> bool {
    let starts_with_any = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    let kept = KEPT.contains(&name) || starts_with_any(KEPT_PREFIXES);
    !kept && starts_with_any(DROPPED_PREFIXES)
}

/// A command in the user's environment, without the variables of a running build.
fn clean(program: &OsStr, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(leaks) {
            command.env_remove(&name);
        }
    }
    command
}

fn start_error(program: &OsStr, source: std::io::Error) -> GlueError {
    GlueError::Start { program: program.to_string_lossy().into_owned(), source }
}

/// Installs the wasm target with rustup if the toolchain lacks it.
pub(crate) fn ensure_target(workspace: &Path) -> Result<(), GlueError> {
    if has_target(workspace)? {
        return Ok(());
    }
    let rustup = OsStr::new("rustup");
    // If rustup fails, the error below names the command to run.
    let _ = clean(rustup, workspace).args(["target", "add", TARGET]).stdout(Stdio::null()).status();
    if has_target(workspace)? { Ok(()) } else { Err(GlueError::NoTarget) }
}

fn has_target(workspace: &Path) -> Result<bool, GlueError> {
    // Cargo sets RUSTC for build scripts.
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = clean(&rustc, workspace)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|source| start_error(&rustc, source))?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    Ok(output.status.success() && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()))
}

/// Compiles the package `findling` and reads the module that cargo wrote.
pub(crate) fn build(request: &Request<'_>) -> Result<Vec<u8>, GlueError> {
    let file_error = |path: &Path| {
        let path = path.to_path_buf();
        move |source| GlueError::File { path, source }
    };
    let target_dir = target_dir(request);
    // Cargo releases its lock before we read the module.
    fs::create_dir_all(&target_dir).map_err(file_error(&target_dir))?;
    let lock_path = target_dir.join(".findling-lock");
    let lock = File::create(&lock_path).map_err(file_error(&lock_path))?;
    lock.lock().map_err(file_error(&lock_path))?;

    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = command(&cargo, request).status().map_err(|source| start_error(&cargo, source))?;
    if !status.success() {
        return Err(GlueError::Cargo { status });
    }
    let path = target_dir.join(TARGET).join("engine/findling.wasm");
    fs::read(&path).map_err(file_error(&path))
}

/// Cargo writes the same file name with and without a corpus, so each kind of module has its own folder.
fn target_dir(request: &Request<'_>) -> PathBuf {
    request.target_dir.join(if request.corpus == Corpus::None { "bare" } else { "embedded" })
}

fn command(cargo: &OsStr, request: &Request<'_>) -> Command {
    let mut command = clean(cargo, request.workspace);
    command.args(["build", "--locked", "--profile", "engine", "--package", "findling", "--lib", "--target", TARGET]);
    command.args(["--config", FLAGS]);
    command.arg("--target-dir").arg(target_dir(request)).stdout(Stdio::null());
    match request.corpus {
        Corpus::None => command.arg("--no-default-features"),
        Corpus::Default => &mut command,
        Corpus::Folder(folder) => command.env(CORPUS, OsString::from(folder)),
    };
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Opens;

    #[test]
    fn variables_that_change_the_artefact_are_removed() {
        for name in
            ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER", "CARGO_TARGET_DIR", "CARGO_FEATURE_X"]
        {
            assert!(leaks(name), "{name}");
        }
    }

    #[test]
    fn variables_for_sources_and_parallelism_are_kept() {
        for name in [
            "CARGO_HOME",
            "CARGO_MAKEFLAGS",
            "CARGO_NET_OFFLINE",
            "CARGO_REGISTRIES_X_INDEX",
            "PATH",
            "RUSTUP_HOME",
            CORPUS,
        ] {
            assert!(!leaks(name), "{name}");
        }
    }

    #[test]
    fn bare_engine_is_built_without_the_indexer() {
        let request =
            Request { workspace: Path::new("."), target_dir: Path::new("t"), corpus: Corpus::None, opens: Opens::Both };
        let command = command(OsStr::new("cargo"), &request);
        assert!(command.get_args().any(|argument| argument == "--no-default-features"));
        assert!(command.get_args().any(|argument| argument == Path::new("t/bare")));
    }

    #[test]
    fn missing_target_is_reported_with_the_command_that_installs_it() {
        assert!(GlueError::NoTarget.to_string().ends_with("rustup target add wasm32-unknown-unknown"));
    }
}
