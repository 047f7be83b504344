//! A spinner for work that takes longer than a second.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

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
