//! Lock words: what the name or the comment of a function says of locks.

use crate::types::FuncInfo;

/// Its name or comment says that callers hold the lock.
pub fn expects_lock(info: &FuncInfo) -> bool {
    const BEGINNINGS: [&str; 5] = ["unsafe", "Unsafe", "unlocked", "Unlocked", "locked"];
    const ENDINGS: [&str; 17] = [
        "Locked",
        "Unlocked",
        "NoLock",
        "NoLocking",
        "NoMutex",
        "WithoutLock",
        "WithoutLocking",
        "WithLock",
        "UnderLock",
        "UnderMutex",
        "HoldingLock",
        "HoldingMutex",
        "LockHeld",
        "RequiresLock",
        "RequiresMutex",
        "Unsafe",
        "LH",
    ];
    let name = info.name.as_str();
    if ENDINGS.iter().any(|it| name.ends_with(it))
        || BEGINNINGS.iter().any(|it| name.starts_with(it))
    {
        return true;
    }
    let doc = info.doc.to_lowercase();
    let mentions_lock = ["lock", "mutex", "mu "].iter().any(|it| doc.contains(it));
    let demands = [
        "must hold",
        "must be held",
        "should be held",
        "holds",
        "is held",
        "held by",
        "be held",
        "must be locked",
        "should hold",
        "must be called with",
        "called with",
        "guarded",
        "assumes",
        "not thread",
        "not goroutine",
        "not safe for concurrent",
        "already",
        "caller",
        "under",
        "hold",
        "without lock",
        "requires",
        "acquire",
    ];
    mentions_lock && demands.iter().any(|it| doc.contains(it)) || is_for_one(&doc)
}

/// Its comment says that it is not for concurrent use, but for a time at which nobody else is at work.
pub fn is_for_set_up(info: &FuncInfo) -> bool {
    let doc = info.doc.to_lowercase();
    let times = [
        "called once",
        "called before",
        "before calling",
        "before any",
        "before start",
        "initializ",
        "boot time",
        "startup",
    ];
    is_for_one(&doc) && times.iter().any(|it| doc.contains(it))
}

/// A comment, in lower case, denies that concurrent use is safe.
fn is_for_one(doc: &str) -> bool {
    [
        "not thread-safe",
        "not thread safe",
        "not threadsafe",
        "not safe for concurrent",
        "not goroutine-safe",
        "not goroutine safe",
        "not concurrency safe",
        "not concurrent safe",
    ]
    .iter()
    .any(|it| doc.contains(it))
}
