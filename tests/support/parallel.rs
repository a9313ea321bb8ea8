//! Runs of the pipeline side by side.
//!
//! In: items, a job. Out: what the job made of each, in the order of the items. Must not know the job.
//!
//! Plain threads, not rayon's: a thread of rayon that waits for the pool of a run takes up another job meanwhile, on top of the
//! first, and so on until its stack is full.

use std::sync::Mutex;
use std::thread;

/// What the job makes of each item, on as many threads as there are processors.
pub fn map<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let queue = Mutex::new(items.iter().enumerate());
    // A statement of its own, so that the lock is not held while the job runs.
    let next = || queue.lock().expect("no job holds the lock").next();
    let work = || {
        let mut done = Vec::new();
        while let Some((at, item)) = next() {
            done.push((at, job(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut done = Vec::with_capacity(items.len());
        for worker in workers {
            done.extend(worker.join().expect("a job panicked"));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
