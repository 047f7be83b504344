//! What people read when something could not be done.

use std::fmt::{Display, Write as _};
use std::io::Write;
use std::process::ExitCode;

use owo_colors::OwoColorize;

use super::output::Screen;
use super::text::visible;

/// A message, its causes and a hint.
#[derive(Debug)]
pub struct Failure {
    error: anyhow::Error,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// A failure with advice on what to do.
    pub(super) fn with_hint(error: impl Into<anyhow::Error>, hint: impl Display) -> Self {
        Self { error: error.into(), hint: Some(hint.to_string()), code: 1 }
    }

    /// The same failure with another exit code.
    pub(super) fn with_code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Writes it to standard error. A reader that has gone away (`baton … | head`) is no failure.
    pub(super) fn report(&self, screen: &Screen) -> ExitCode {
        let broken_pipe = self.error.chain().any(|cause| {
            cause
                .downcast_ref::<std::io::Error>()
                .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
        });
        if broken_pipe {
            return ExitCode::SUCCESS;
        }
        let mut err = std::io::stderr().lock();
        let label = |text: &str| {
            if screen.colour_on_stderr { text.bold().red().to_string() } else { text.to_owned() }
        };
        // Names of files and words of the input are in it: they must not act on the terminal.
        let mut text = format!("{} {}\n", label("error:"), visible(&self.error.to_string()));
        // Writing to a string cannot fail.
        for cause in self.error.chain().skip(1) {
            let _ = writeln!(text, "  because: {}", visible(&cause.to_string()));
        }
        if let Some(hint) = &self.hint {
            let _ = writeln!(text, "\nhint: {}", visible(hint));
        }
        // Nobody is left to tell when standard error itself is closed.
        let _ = err.write_all(text.as_bytes());
        ExitCode::from(self.code)
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { error: error.into(), hint: None, code: 1 }
    }
}
