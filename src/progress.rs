//! Progress: what the pipeline is doing, for someone who waits.
//!
//! In: stage names and counts from the pipeline. Out: a bar on stderr, if that is a terminal and the work takes long. Must not know what
//! the stages do.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Told by the pipeline how far it is. Called from several threads.
pub trait Progress: Sync {
    /// A stage begins; `total` is the number of items it will report, if known.
    fn stage(&self, name: &'static str, total: Option<u64>);
    /// Some items of the stage are done.
    fn advance(&self, items: u64);
}

/// Says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
}

/// How long a run may take before a bar appears: most runs never show one.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on stderr that appears after a second and leaves nothing behind.
#[derive(Debug)]
pub struct Bar {
    start: Instant,
    bar: ProgressBar,
    /// Set once the bar may be drawn, so that the many calls after it need not look at the clock.
    shown: Mutex<bool>,
}

impl Bar {
    /// A bar, if stderr is a terminal.
    pub fn on_terminal() -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Some(Bar {
            start: Instant::now(),
            bar,
            shown: Mutex::new(false),
        })
    }

    /// Shows the bar when its time has come.
    fn wake(&self) {
        if self.start.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if !*shown {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            *shown = true;
        }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: Option<u64>) {
        let template = match total {
            Some(_) => "{msg:12} [{bar:30}] {human_pos}/{human_len}",
            None => "{spinner} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.set_position(0);
        match total {
            Some(total) => self.bar.set_length(total),
            None => self.bar.unset_length(),
        }
        self.bar.set_message(name);
        self.wake();
    }

    fn advance(&self, items: u64) {
        self.bar.inc(items);
        self.wake();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
