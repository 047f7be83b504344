//! Days by name: what may stand at a position, holidays, dates in figures, and the month and year behind a day.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::calendar::{after, first_of_month, next_date, next_month, plus, was_recent};
use super::part::{Form, Part};
use super::words::month;
use super::{Grammar, holidays};
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, year};

impl Grammar<'_, '_> {
    /// A day, a stretch of days, or a word that stands to a day spoken of before.
    pub(super) fn day(&self, at: usize) -> Option<Part> {
        if let Some(part) = self.pushed(at) {
            return Some(part);
        }
        let article = usize::from(self.lexemes.text(at) == "the" && self.lexemes.close(at + 1));
        let here = at + article;
        let part = self
            .relative(here)
            .or_else(|| self.period(here))
            .or_else(|| self.ranked_weekday(here, article > 0))
            .or_else(|| self.weekday_phrase(here))
            .or_else(|| self.holiday(here))
            .or_else(|| self.in_figures(here))
            .or_else(|| self.month_day(here, article > 0, false))?;
        Some(Part { from: at, ..part })
    }

    /// A month behind "of" or "in", as its first day, and whether it is that very one: "October", "September twenty twenty-eight",
    /// "next month", "the month".
    pub(super) fn month_named(&self, at: usize) -> Option<Read<(Date, bool)>> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        if let Some(month) = month(lexemes.text(at)) {
            if let Some(year) = self.year_behind(at + 1) {
                return Some(Read { value: (Date::new(year.value, month, 1).ok()?, true), next: year.next });
            }
            return Some(Read { value: (next_month(today, month)?, false), next: at + 1 });
        }
        for (words, later) in [
            (&["the", "month"][..], 0),
            (&["this", "month"], 0),
            (&["next", "month"], 1),
            (&["the", "following", "month"], 1),
        ] {
            if let Some(next) = lexemes.phrase(at, words) {
                return Some(Read { value: (first_of_month(today, later), later > 0), next });
            }
        }
        None
    }

    /// A year behind a date: ", twenty twenty-eight", "of 2027", "next year".
    pub(super) fn year_behind(&self, at: usize) -> Option<Read<i16>> {
        let lexemes = self.lexemes;
        if lexemes.gap(at) > Gap::Comma {
            return None;
        }
        let start = if lexemes.text(at) == "of" { at + 1 } else { at };
        let this = self.anchor.day.year();
        for (word, value) in [("next", this.checked_add(1)?), ("this", this)] {
            if let Some(next) = lexemes.phrase(start, &[word, "year"]) {
                return Some(Read { value, next });
            }
        }
        year(lexemes, start)
    }

    /// A holiday: "Thanksgiving", "the bank holiday".
    fn holiday(&self, at: usize) -> Option<Part> {
        let holiday = holidays::named(self.lexemes, at)?;
        let day = holiday.value.next(self.anchor.day)?;
        if self.lexemes.text(holiday.next) == "week" && self.lexemes.close(holiday.next) {
            return Some(Part::week_of(at, holiday.next + 1, day));
        }
        Some(Part {
            recent: was_recent(self.anchor.day, day),
            ..Part::day(at, holiday.next, day, Form::Fixed)
        })
    }

    /// A day that stands for itself, behind "after", "before", "from", "week of".
    pub(super) fn fixed_day(&self, at: usize) -> Option<Part> {
        let article = usize::from(self.lexemes.text(at) == "the");
        let here = at + article;
        self.holiday(here)
            .or_else(|| self.in_figures(here))
            .or_else(|| self.month_day(here, true, true))
            .or_else(|| {
                let weekday = self.weekday(here)?;
                let day = after(self.anchor.day, weekday.value);
                Some(Part::day(here, weekday.next, day, Form::Weekday(weekday.value)))
            })
            .or_else(|| {
                let later = match self.lexemes.text(here) {
                    "today" | "now" => 0,
                    "tomorrow" => 1,
                    _ => return None,
                };
                Some(Part::day(here, here + 1, plus(self.anchor.day, later), Form::Fixed))
            })
    }

    /// `2026-03-14`, `3/14`, `14.3.2026`.
    fn in_figures(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let number = |at: usize| {
            let lexeme = lexemes.get(at).filter(|lexeme| lexeme.digits && lexeme.text.len() <= 4)?;
            lexeme.text.parse::<i16>().ok().map(|value| (value, lexeme.text.len()))
        };
        let (first, width) = number(at)?;
        let joint = lexemes.gap(at + 1);
        let (second, _) = number(at + 1)?;
        let third = (lexemes.gap(at + 2) == joint).then(|| number(at + 2)).flatten();
        if joint == Gap::Hyphen && width == 4 {
            let (third, _) = third?;
            let date = Date::new(first, i8::try_from(second).ok()?, i8::try_from(third).ok()?).ok()?;
            return Some(Part::day(at, at + 3, date, Form::Fixed));
        }
        if joint != Gap::Slash || width > 2 {
            return None;
        }
        let led = matches!(
            lexemes.before(at, 1),
            "on" | "by" | "before" | "after" | "until" | "till" | "for" | "of" | "the"
        ) || at.checked_sub(1).is_some_and(|back| self.weekday(back).is_some());
        if third.is_none() && (!led || (first, second) == (24, 7)) {
            return None;
        }
        let month_first = if first > 12 { false } else { second > 12 || self.writes_month_first() };
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = match third {
            Some((year, width)) => Date::new(if width == 2 { 2000 + year } else { year }, month, day).ok()?,
            None => next_date(self.anchor.day, month, day)?,
        };
        let either = first <= 12 && second <= 12 && first != second;
        Some(Part::day(at, at + 2 + usize::from(third.is_some()), date, Form::Fixed).unsure(either))
    }

    /// In North America the month is written first.
    fn writes_month_first(&self) -> bool {
        let zone: &TimeZone = &self.anchor.zone;
        let noon = self.anchor.day.at(12, 0, 0, 0);
        let hours = zone
            .to_ambiguous_timestamp(noon)
            .compatible()
            .map_or(0, |moment| zone.to_offset(moment).seconds() / 3600);
        (-10..=-3).contains(&hours)
    }
}
