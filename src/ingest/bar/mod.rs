//! `sql_bar.toml` to a [`SqlBar`], and the presets that are shipped.
//!
//! A bar that cannot be checked is refused here, once: every later stage may rely on unique ids and falsifiable lines.

mod error;
mod lint;

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

pub use error::{BarError, BarProblem};

use crate::domain::bar::{Criterion, CriterionTest, SignOff, SignOffTeam, SqlBar};

/// The longest checklist: more lines are not read before a call.
pub const MAX_CRITERIA: usize = 12;

/// The shipped bars: the key under which `preset` finds them, and their text.
const PRESETS: [(&str, &str); 4] = [
    ("bant", include_str!("presets/bant.toml")),
    ("champ", include_str!("presets/champ.toml")),
    ("meddpicc", include_str!("presets/meddpicc.toml")),
    ("spiced", include_str!("presets/spiced.toml")),
];

const DEFAULT: &str = include_str!("presets/default.toml");

/// Reads a bar from the text of a file called `file_name`.
///
/// # Errors
///
/// A [`BarError`] with line, column and caret when the text is not TOML, has unknown or missing fields, or breaks a rule
/// of bars: version from 1, 1 to [`MAX_CRITERIA`] criteria, unique ids, falsifiable statements.
pub fn parse(file_name: &str, text: &str) -> Result<SqlBar, BarError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader { file: file_name, text };
    let raw: RawBar = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        reader.error(span, BarProblem::Shape(error.message().trim_end().replace('\n', "; ")))
    })?;
    reader.bar(raw)
}

/// The shipped bars after known frameworks: BANT, CHAMP, MEDDPICC and SPICED. Unsigned: leaders sign their own.
pub fn presets() -> Vec<SqlBar> {
    PRESETS.iter().map(|(key, text)| shipped(key, text)).collect()
}

/// The text of a shipped bar by its key (`default`, `bant`, `champ`, `meddpicc`, `spiced`), to start one's own from.
pub fn preset_text(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    if key == "default" {
        return Some(DEFAULT);
    }
    PRESETS.iter().find(|(name, _)| *name == key).map(|(_, text)| *text)
}

/// The bar that is held when a team has not written one: budget, authority, need, timeline, competition. Unsigned.
pub fn default_bar() -> SqlBar {
    shipped("default", DEFAULT)
}

fn shipped(key: &str, text: &str) -> SqlBar {
    match parse(key, text) {
        Ok(bar) => bar,
        Err(error) => unreachable!("a test reads every shipped bar: {error}"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBar {
    name: Spanned<String>,
    version: Spanned<i64>,
    #[serde(default)]
    sign_offs: Vec<RawSignOff>,
    criteria: Spanned<Vec<RawCriterion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignOff {
    team: SignOffTeam,
    name: Spanned<String>,
    version: Spanned<i64>,
    date: Spanned<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCriterion {
    id: Spanned<String>,
    statement: Spanned<String>,
    test: CriterionTest,
}

/// Holds the file while its parts are checked, so that every complaint can point into it.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn error(&self, span: Range<usize>, problem: BarProblem) -> BarError {
        BarError::new(self.file, self.text, span, problem)
    }

    fn bar(&self, raw: RawBar) -> Result<SqlBar, BarError> {
        let version = u32::try_from(*raw.version.get_ref())
            .ok()
            .filter(|version| *version >= 1)
            .ok_or_else(|| self.error(raw.version.span(), BarProblem::Version(*raw.version.get_ref())))?;
        let found = raw.criteria.get_ref().len();
        if found == 0 || found > MAX_CRITERIA {
            let problem = BarProblem::Count { found, limit: MAX_CRITERIA };
            return Err(self.error(raw.criteria.span(), problem));
        }
        Ok(SqlBar {
            name: self.filled(&raw.name, "name")?,
            version,
            sign_offs: self.sign_offs(raw.sign_offs, *raw.version.get_ref())?,
            criteria: self.criteria(raw.criteria.into_inner())?,
        })
    }

    fn sign_offs(&self, raw: Vec<RawSignOff>, current: i64) -> Result<Vec<SignOff>, BarError> {
        let mut sign_offs: Vec<SignOff> = Vec::new();
        for entry in raw {
            let name = self.filled(&entry.name, "name of a sign-off")?;
            let signed = *entry.version.get_ref();
            let version = u32::try_from(signed)
                .ok()
                .filter(|version| *version >= 1)
                .ok_or_else(|| self.error(entry.version.span(), BarProblem::Version(signed)))?;
            if signed > current {
                let problem = BarProblem::SignOffVersion { signed, current };
                return Err(self.error(entry.version.span(), problem));
            }
            let both = |other: &SignOff| {
                other.version == version
                    && other.team != entry.team
                    && other.name.to_lowercase() == name.to_lowercase()
            };
            if sign_offs.iter().any(both) {
                return Err(self.error(entry.name.span(), BarProblem::SameSigner(name)));
            }
            let date = self.date(&entry.date)?;
            sign_offs.push(SignOff { team: entry.team, name, version, date });
        }
        Ok(sign_offs)
    }

    fn criteria(&self, raw: Vec<RawCriterion>) -> Result<Vec<Criterion>, BarError> {
        let mut seen: Vec<(String, usize)> = Vec::new();
        let mut criteria = Vec::new();
        for entry in raw {
            let id = self.filled(&entry.id, "id")?;
            let short = id.len() <= 32
                && id.starts_with(|c: char| c.is_ascii_lowercase())
                && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            if !short {
                return Err(self.error(entry.id.span(), BarProblem::Id(id)));
            }
            let line = error::line_of(self.text, entry.id.span().start);
            if let Some((_, first_line)) = seen.iter().find(|(other, _)| *other == id) {
                let problem = BarProblem::DuplicateId { id, first_line: *first_line };
                return Err(self.error(entry.id.span(), problem));
            }
            seen.push((id.clone(), line));
            let statement = self.filled(&entry.statement, "statement")?;
            if let Some(why) = lint::fault(&statement) {
                let problem = BarProblem::Unfalsifiable { id, why, test: entry.test };
                return Err(self.error(entry.statement.span(), problem));
            }
            criteria.push(Criterion { id, statement, test: entry.test });
        }
        Ok(criteria)
    }

    /// The text in one line, refused when nothing is in it.
    fn filled(&self, text: &Spanned<String>, what: &'static str) -> Result<String, BarError> {
        let line = text.get_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { Err(self.error(text.span(), BarProblem::Empty(what))) } else { Ok(line) }
    }

    /// A TOML date, or the same in quotes.
    fn date(&self, value: &Spanned<toml::Value>) -> Result<Date, BarError> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            toml::Value::Datetime(day) => day.to_string(),
            other => other.type_str().to_owned(),
        };
        text.parse().map_err(|_| self.error(value.span(), BarProblem::Date(text)))
    }
}

#[cfg(test)]
mod tests;
