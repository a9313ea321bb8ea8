//! Progress: what the pipeline is doing, for someone who waits.
//!
//! In: stage names and counts from the pipeline. Out: a bar on stderr, if that is a terminal and the work takes long. Must not know what
//! the stages do.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

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
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar, if stderr is a terminal.
    pub fn on_terminal() -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let weak = bar.downgrade();
        // A stage that is silent for long is the very one to show: the bar must not wait for its next word.
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if let Some(bar) = weak.upgrade().filter(|it| !it.is_finished()) {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
                bar.enable_steady_tick(Duration::from_millis(200));
            }
        });
        Some(Bar(bar))
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: Option<u64>) {
        let template = match total {
            Some(_) => "{msg:12} [{bar:30}] {human_pos}/{human_len}",
            None => "{msg:12} {spinner}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style.progress_chars("=> "));
        }
        self.0.set_position(0);
        match total {
            Some(total) => self.0.set_length(total),
            None => self.0.unset_length(),
        }
        self.0.set_message(name);
    }

    fn advance(&self, items: u64) {
        self.0.inc(items);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
