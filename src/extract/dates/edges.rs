//! The ends and middles of periods: "end of the month", "early April", "mid-March", "end of day".

use jiff::civil::Date;

use super::Grammar;
use super::calendar::{first_of_month, monday, next_date, plus};
use super::part::{Form, Half, Part};
use super::period::Period;

/// Which stretch of a period was said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Early,
    Middle,
    Late,
    End,
}

impl Grammar<'_, '_> {
    /// "End of the month", "early April", "mid-March", "the middle of next week", "month end", "end May".
    pub(super) fn edge(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        if let Some(part) = self.compact_end(at) {
            return Some(part);
        }
        let (stretch, mut next) = match lexemes.text(at) {
            "end" => (Stretch::End, at + 1),
            "beginning" | "start" | "top" | "early" => (Stretch::Early, at + 1),
            "middle" | "mid" => (Stretch::Middle, at + 1),
            "late" | "later" => (Stretch::Late, at + 1),
            _ => return None,
        };
        if lexemes.text(next) == "part" {
            next += 1;
        }
        let of = lexemes.text(next) == "of" && lexemes.close(next);
        next += usize::from(of);
        if matches!(stretch, Stretch::Early | Stretch::Late) {
            next += usize::from(lexemes.text(next) == "on");
            next += usize::from(lexemes.text(next) == "in");
        }
        let article = lexemes.text(next) == "the";
        next += usize::from(article);
        if !lexemes.close(next) {
            return None;
        }
        let period = if article || of {
            self.unit_period(next, 0).or_else(|| self.stretch_of_time(next))
        } else {
            self.stretch_of_time(next)
        }?;
        if self.is_other_calendar(period.next) {
            return None;
        }
        let part = self.part_of(at, period, stretch);
        Some(Part { recent: period.recent, ..part })
    }

    /// A stretch of a period as a part of speech: its end is a day, the rest a span.
    fn part_of(&self, at: usize, period: Period, stretch: Stretch) -> Part {
        let today = self.anchor.day;
        let length = (period.last - period.first).get_days();
        let span = |first: Date, last: Date| Part::span(at, period.next, first, last, Form::None);
        match stretch {
            Stretch::End => {
                let last = if period.form == Form::Week && period.last < today { today } else { period.last };
                Part::day(at, period.next, last, Form::Fixed)
            }
            Stretch::Early => span(period.first, plus(period.first, length / 3)),
            Stretch::Middle => span(plus(period.first, length / 3), plus(period.first, length * 2 / 3)),
            Stretch::Late => span(plus(period.first, length * 2 / 3), period.last),
        }
    }

    /// "EOM", "month end", "year end", "first of the year", "end Q2".
    fn compact_end(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let led = matches!(lexemes.before(at, 1), "by" | "before" | "until" | "till" | "at" | "to");
        let by = matches!(lexemes.before(at, 1), "by" | "before");
        let ends = |unit: &str, next: usize| {
            let last = match unit {
                "week" => plus(monday(today), 4),
                "month" => today.last_of_month(),
                "quarter" => {
                    let into = (i32::from(today.month()) - 1) % 3;
                    first_of_month(today, 2 - into).last_of_month()
                }
                "year" => today.last_of_year(),
                _ => return None,
            };
            Some(Part::day(at, next, last.max(today), Form::Fixed))
        };
        let word = lexemes.text(at);
        if lexemes.text(at + 1) == "end" && lexemes.close(at + 1) && led && by {
            return ends(word, at + 2);
        }
        match word {
            "eow" => ends("week", at + 1),
            "eom" => ends("month", at + 1),
            "eoq" => ends("quarter", at + 1),
            "eoy" => ends("year", at + 1),
            "first" => {
                let next = lexemes
                    .phrase(at, &["first", "of", "the", "year"])
                    .or_else(|| lexemes.phrase(at, &["first", "of", "year"]))?;
                let day = next_date(today, 1, 1)?;
                Some(Part::day(at, next, day, Form::Fixed))
            }
            _ => None,
        }
    }

    /// A fiscal or contract year does not end with the calendar's.
    fn is_other_calendar(&self, at: usize) -> bool {
        matches!(self.lexemes.text(at), "contract" | "season" | "budget" | "cycle")
    }

    /// "End of day", "COB": today, unless a day is said with it. "At the end of the day" is a manner of speaking.
    pub(super) fn day_end(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let next = match lexemes.text(at) {
            "eod" | "cob" => at + 1,
            "end" => lexemes
                .phrase(at, &["end", "of", "day"])
                .or_else(|| lexemes.phrase(at, &["end", "of", "the", "day"]))
                .or_else(|| lexemes.phrase(at, &["end", "of", "business"]))?,
            "close" => lexemes
                .phrase(at, &["close", "of", "business"])
                .or_else(|| lexemes.phrase(at, &["close", "of", "play"]))?,
            _ => return None,
        };
        let article = usize::from(lexemes.before(at, 1) == "the");
        if lexemes.before(at, 1 + article) == "at" && lexemes.text(at) == "end" {
            return None;
        }
        let day = Part::day(at, next, self.anchor.day, Form::None);
        Some(Part { half: Some(Half::Afternoon), ..day })
    }
}
