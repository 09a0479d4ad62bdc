//! `cargo bench`: the times of the native engine's tasks with 1 MB of text in Chinese and in English.

use std::env;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use findling_benches::corpus::Corpus;
use findling_benches::engine::{Engine, Task};
use findling_benches::error::Failure;
use findling_benches::texts::{LANGUAGES, Language, Texts};

const BYTES: usize = 1_000_000;
/// Number of samples for writing, which takes half a second.
const FEW: usize = 10;

fn engine(language: &Language) -> Result<(String, Engine), Failure> {
    let sets = env::var_os("FINDLING_SETS");
    let texts = Texts::read(language, sets.as_deref().map(Path::new))?;
    let corpus = Corpus::made(&texts, language.tag, BYTES, false);
    let folder = corpus.write(Path::new(env!("CARGO_TARGET_TMPDIR")), false)?;
    Ok((corpus.name, Engine::new(&folder, None)?))
}

fn tasks(criterion: &mut Criterion) {
    for language in LANGUAGES {
        let (name, engine) = match engine(language) {
            Ok(made) => made,
            Err(message) => {
                eprintln!("{}: {message}", language.tag);
                continue;
            }
        };
        let mut group = criterion.benchmark_group(name);
        for task in Task::ALL {
            if *task == Task::Write {
                group.sample_size(FEW);
            }
            let mut i = 0;
            group.bench_function(task.name(), |bencher| {
                bencher.iter(|| {
                    i += 1;
                    engine.run(*task, i)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(native, tasks);
criterion_main!(native);
