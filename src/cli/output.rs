//! Where output goes, how wide it is, and whether it is coloured.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use clap::ValueEnum;

use super::Failure;

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What is known of the reader's screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// Whether standard error may be coloured.
    pub colour_on_stderr: bool,
    /// Whether standard error is watched by a person.
    pub interactive: bool,
    /// Columns.
    pub columns: usize,
}

/// Columns when nobody says how wide it is.
const DEFAULT_COLUMNS: usize = 100;

impl Screen {
    /// Looks at the terminal and the environment (`NO_COLOR`, no-color.org; `COLUMNS`).
    pub(super) fn detect(choice: ColourChoice) -> Self {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let allows = |terminal: bool| match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => terminal && !forbidden && !dumb,
        };
        let stated = std::env::var("COLUMNS").ok().and_then(|text| text.parse::<usize>().ok());
        let on_terminal = std::io::stdout().is_terminal();
        let measured =
            || terminal_size::terminal_size().filter(|_| on_terminal).map(|(width, _)| usize::from(width.0));
        Self {
            colour: allows(on_terminal),
            colour_on_stderr: allows(std::io::stderr().is_terminal()),
            interactive: std::io::stderr().is_terminal(),
            columns: stated.or_else(measured).unwrap_or(DEFAULT_COLUMNS).clamp(40, 200),
        }
    }
}

/// Writes data to a file, or to standard output.
pub(super) fn write(out: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(path) = out {
        return fs::write(path, bytes)
            .with_context(|| format!("cannot write {}", path.display()))
            .map_err(|error| Failure::with_hint(error, "does the folder exist, and may you write there?"));
    }
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()?;
    Ok(())
}

/// Writes a message to standard error.
pub(super) fn write_message(text: &str) {
    // Nobody is left to tell when standard error itself is closed.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a text and ends it with a line break.
pub(super) fn write_text(out: Option<&Path>, text: &str) -> Result<(), Failure> {
    let mut text = text.trim_end().to_owned();
    text.push('\n');
    write(out, text.as_bytes())
}
