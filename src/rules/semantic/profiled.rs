//! Which packages have net/http/pprof among what they import.
//!
//! In: the program. Out: an answer for each package. Must not know rules.

use crate::link::Program;
use crate::support::FileId;
use crate::syntax::scan::is_behind_tag;
use rustc_hash::FxHashMap;

const PPROF: &str = "net/http/pprof";

/// By number of the package. Test files do not count, nor files behind a build tag of somebody's own: neither is in the usual build.
pub(super) fn packages(program: &Program<'_>) -> Vec<bool> {
    let all = &program.workspace.packages;
    let by_path: FxHashMap<&str, usize> = all
        .iter()
        .enumerate()
        .map(|(at, it)| (it.import_path.as_str(), at))
        .collect();
    let usual = |file: FileId| {
        let source = &program.workspace.files[file.index()];
        !source.is_test && !is_behind_tag(&source.text)
    };
    let imports: Vec<Vec<&str>> = all
        .iter()
        .map(|package| {
            let files = package.files.iter().copied().filter(|it| usual(*it));
            files.flat_map(|it| program.universe.imports(it)).collect()
        })
        .collect();
    let mut found: Vec<bool> = imports.iter().map(|it| it.contains(&PPROF)).collect();
    // Imports have no cycles: each round reaches one package further.
    loop {
        let mut changed = false;
        for at in 0..found.len() {
            let through = |it: &&str| by_path.get(it).is_some_and(|it| found[*it]);
            if !found[at] && imports[at].iter().any(through) {
                found[at] = true;
                changed = true;
            }
        }
        if !changed {
            return found;
        }
    }
}
