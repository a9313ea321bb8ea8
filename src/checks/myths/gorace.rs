//! GMC901: options of GORACE that do not exist.

use crate::checks::Sink;
use crate::checks::ci::gorace::options;
use crate::facts::Facts;
use crate::rules::Severity;
use crate::support::suggest;

/// Options that the documentation of the race detector names.
const DOCUMENTED: &[&str] = &[
    "log_path",
    "exitcode",
    "strip_path_prefix",
    "history_size",
    "halt_on_error",
    "atexit_sleep_ms",
];

/// Flags of ThreadSanitizer that go through, undocumented.
const SANITIZER: &[&str] = &[
    "abort_on_error",
    "allocator_may_return_null",
    "atexit_sleep_ms",
    "color",
    "coverage",
    "coverage_dir",
    "detect_deadlocks",
    "die_after_fork",
    "disable_coredump",
    "external_symbolizer_path",
    "fast_unwind_on_fatal",
    "flush_memory_ms",
    "flush_symbolizer_ms",
    "force_background_thread",
    "handle_abort",
    "handle_segv",
    "handle_sigbus",
    "handle_sigfpe",
    "handle_sigill",
    "help",
    "ignore_interceptors_accesses",
    "ignore_noninstrumented_modules",
    "include",
    "include_if_exists",
    "io_sync",
    "log_exe_name",
    "log_suffix",
    "log_to_syslog",
    "memory_limit_mb",
    "mmap_limit_mb",
    "print_benign",
    "print_full_thread_history",
    "print_summary",
    "print_suppressions",
    "profile_memory",
    "report_atomic_races",
    "report_bugs",
    "report_destroy_locked",
    "report_mutex_bugs",
    "report_signal_unsafe",
    "report_thread_leaks",
    "second_deadlock_stack",
    "shared_ptr_interceptor",
    "soft_rss_limit_mb",
    "hard_rss_limit_mb",
    "stack_trace_format",
    "stop_on_start",
    "suppress_equal_addresses",
    "suppress_equal_stacks",
    "suppressions",
    "symbolize",
    "verbosity",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.docs.iter().filter(|it| it.mentions("GORACE")) {
        let own = doc
            .settings()
            .iter()
            .filter(|it| it.name == "GORACE" && it.origin.exported());
        for setting in own {
            for (key, value, span) in options(doc, setting) {
                // A value that was put together from others is not read.
                let known = |it: &str| it.chars().all(|it| it.is_ascii_lowercase() || it == '_');
                if (DOCUMENTED.contains(&key) && value.is_some()) || !known(key) {
                    continue;
                }
                let report = match value {
                    None if setting.dynamic => continue,
                    None => {
                        let message = format!(
                            "programs with the race detector end at their start: `{key}` in GORACE lacks its `=`"
                        );
                        sink.report(doc, span, message)
                    }
                    Some(_) if SANITIZER.contains(&key) => {
                        let message = format!(
                            "`{key}` is no documented option of GORACE: it is one of ThreadSanitizer's, and may go away"
                        );
                        sink.report(doc, span, message).severity(Severity::Note)
                    }
                    Some(_) => {
                        let meant = suggest::did_you_mean(key, DOCUMENTED.iter().copied());
                        let message = format!(
                            "GORACE has no option `{key}`: it is dropped without a word{meant}"
                        );
                        sink.report(doc, span, message)
                    }
                };
                let _ = report.within(&setting.label);
            }
        }
    }
}
