//! Promises: what comments say about use by several goroutines.
//!
//! In: the comments of functions and types, and those inside of functions. Out: whether one promises that callers need no lock of their own, leaves it
//! to them, or says of an access that it needs none. Must not know locks.

use super::context::Root;
use super::witness::Witness;
use crate::link::Program;
use crate::types::Ty;

/// Both accesses happen in functions that promise to be safe for concurrent use, or are methods of a type that does.
pub fn both(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    promised(program, a) && promised(program, b)
}

fn promised(program: &Program<'_>, witness: &Witness) -> bool {
    let func = program.func_of(witness.top);
    let Some(decl) = program.funcs[func.0 as usize].decl else {
        return false;
    };
    let info = &program.universe.funcs[decl.index()];
    let of_type = || match &info.recv {
        Some((Ty::Named(id, _), _)) => promises(&program.universe.types[id.index()].doc),
        _ => false,
    };
    !denies(&info.doc) && (promises(&info.doc) || of_type())
}

/// The comment of the exported function that somebody calls from outside says that keeping calls apart is for the callers to do, or that it is called
/// before others are at work. What the comment of its type says is about calls alone (`by_callers`): nobody can keep a call apart from a goroutine
/// that the type starts by itself.
pub fn is_left_to_callers(program: &Program<'_>, witness: &Witness, by_callers: bool) -> bool {
    const LEFT: [&str; 9] = [
        "not safe for concurrent",
        "not safe for parallel",
        "not concurrency safe",
        "not concurrency-safe",
        "not thread-safe",
        "not thread safe",
        "must not be called concurrent",
        "must not be used concurrent",
        "responsibility to prevent concurrent",
    ];
    const FIRST: [&str; 9] = [
        "must be called before",
        "must only be called before",
        "must be called prior",
        "should be called before",
        "should only be called before",
        "can only be called before",
        "may only be called before",
        "must not be called after",
        "cannot be called after",
    ];
    let func = program.func_of(witness.top);
    let Some(decl) = program.funcs[func.0 as usize].decl else {
        return false;
    };
    let says = |doc: &str, all: &[&str]| {
        let of_sentence = |it: &String| all.iter().any(|words| it.contains(words));
        sentences(doc).iter().any(of_sentence)
    };
    let left = |doc: &str| says(doc, &LEFT);
    let info = &program.universe.funcs[decl.index()];
    let of_type = || match &info.recv {
        Some((Ty::Named(id, _), _)) => left(&program.universe.types[id.index()].doc),
        _ => false,
    };
    witness.root == Root::Api
        && (left(&info.doc) || says(&info.doc, &FIRST) || by_callers && of_type())
}

/// A sentence of the comment promises it, without a condition.
fn promises(doc: &str) -> bool {
    const PROMISES: [&str; 16] = [
        "safe for concurrent",
        "safe for parallel",
        "safe for use by multiple goroutines",
        "safe for simultaneous use",
        "safe to call concurrently",
        "safe to call from multiple goroutines",
        "safe to be called concurrently",
        "safe to be called from multiple goroutines",
        "safe to use concurrently",
        "safe to use from multiple goroutines",
        "concurrently safe",
        "goroutine safe",
        "goroutine-safe",
        "concurrency-safe",
        "thread-safe",
        "thread safe",
    ];
    sentences(doc)
        .iter()
        .any(|it| PROMISES.iter().any(|words| it.contains(words)) && !is_qualified(it))
}

/// A sentence of the comment leaves something of this kind to the callers.
fn denies(doc: &str) -> bool {
    let concerns = |it: &String| {
        [
            "concurren",
            "goroutine",
            "thread",
            "lock",
            "mutex",
            "parallel",
        ]
        .iter()
        .any(|word| it.contains(word))
    };
    sentences(doc)
        .iter()
        .any(|it| concerns(it) && is_qualified(it))
}

fn sentences(doc: &str) -> Vec<String> {
    let lines = doc
        .lines()
        .map(|line| line.trim_start_matches(['/', '*', ' ', '\t']));
    let text = lines.collect::<Vec<_>>().join(" ").to_lowercase();
    text.split(". ").map(str::to_owned).collect()
}

/// The promise is denied, or holds on a condition.
fn is_qualified(sentence: &str) -> bool {
    [
        "not ",
        "n't ",
        "unsafe",
        "non-",
        " no ",
        " if ",
        " unless ",
        " only ",
        "as long as",
        "provided",
        "should be",
        "must ",
        "caller",
        "never ",
        "neither",
    ]
    .iter()
    .any(|it| sentence.contains(it))
}

/// A comment in the function, before the access, says that it needs no lock.
pub fn is_said_to_need_no_lock(program: &Program<'_>, witness: &Witness) -> bool {
    let body = witness.instance.body;
    let start = program.func_ir(program.func_of(body)).span.start as usize;
    let end = witness.access(program).span.end as usize;
    let text = &program.workspace.files[program.file(body).index()].text;
    let about_locks = ["lock", "mutex", "concurren", "thread"];
    let unneeded = [
        "deliberate",
        "no need",
        "not need",
        "n't need",
        "needn't",
        "not necessary",
        "unnecessary",
        "not required",
        "no lock",
        "single-threaded",
        "single threaded",
    ];
    let safe = [
        "safe to read",
        "safe to access",
        "safe to use",
        "safe to write",
    ];
    let alone = [
        "the only goroutine",
        "only this goroutine",
        "only one goroutine",
    ];
    let not_safe = ["not safe", "n't safe", "unsafe", "never safe"];
    let says = |block: &str, words: &[&str]| words.iter().any(|it| block.contains(it));
    let excuses = |block: &str| {
        (says(block, &about_locks) && says(block, &unneeded))
            || ((says(block, &safe) || says(block, &alone)) && !says(block, &not_safe))
    };
    let mut block = String::new();
    for line in text.get(start..end).unwrap_or_default().lines() {
        if let Some(comment) = line.trim_start().strip_prefix("//") {
            block.push_str(&comment.trim_end().to_lowercase());
            continue;
        }
        if excuses(&block) {
            return true;
        }
        block.clear();
    }
    excuses(&block)
}

#[cfg(test)]
mod tests {
    use super::promises;

    #[test]
    fn a_promise_is_a_sentence_without_conditions() {
        assert!(promises(
            "// Get returns x.\n// It is safe for concurrent use by multiple goroutines."
        ));
        assert!(promises(
            "// This is safe to call from multiple goroutines simultaneously."
        ));
        assert!(promises("// Store is a thread-safe map."));
        assert!(!promises("// Get is not safe for concurrent use."));
        assert!(!promises("// It isn't goroutine-safe."));
        assert!(!promises("// Thread-safe if the caller holds mu."));
        assert!(!promises("// Get returns x."));
    }
}
