//! A spinner or a bar for work that takes longer than a second.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output::Screen;

/// Shows nothing for a second, then a spinner until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts waiting; on a screen that nobody watches it does nothing.
    pub(super) fn start(screen: &Screen, message: impl Into<String>) -> Self {
        if !screen.interactive {
            return Self { running: None };
        }
        let message = message.into();
        let (sender, receiver) = channel::<()>();
        let thread = std::thread::spawn(move || {
            if receiver.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let spinner = ProgressBar::new_spinner().with_message(message);
            spinner.enable_steady_tick(Duration::from_millis(120));
            // Ends when the sender is dropped.
            let _ = receiver.recv();
            spinner.finish_and_clear();
        });
        Self { running: Some((sender, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // A spinner that panicked must not take the work with it.
            let _ = thread.join();
        }
    }
}

/// A bar for work that is done in steps; on a screen that nobody watches it shows nothing.
#[derive(Debug)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Starts at nothing done.
    pub(super) fn start(screen: &Screen, steps: u64) -> Self {
        if !screen.interactive {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        Self(ProgressBar::new(steps).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }

    /// Begins the next step.
    pub(super) fn step(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
