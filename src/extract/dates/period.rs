//! Weeks, months, quarters and years: "next week", "the week of the twelfth", "March", "Q2", "the first week of October".

use jiff::civil::{Date, Weekday};

use super::calendar::{first_of_month, monday, next_month, plus, was_recent};
use super::part::{Form, Part};
use super::words::{month, month_beside_number};
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, ordinal, year};

/// A stretch of whole days.
#[derive(Clone, Copy)]
pub(super) struct Period {
    /// The first day.
    pub(super) first: Date,
    /// The last day.
    pub(super) last: Date,
    /// What kind of stretch it is.
    pub(super) form: Form,
    /// Whether the same stretch a year before may be meant.
    pub(super) recent: bool,
    /// The position behind it.
    pub(super) next: usize,
}

impl Grammar<'_, '_> {
    /// A period at a position, behind its article.
    pub(super) fn period(&self, at: usize) -> Option<Part> {
        self.deictic_weekday(at)
            .or_else(|| self.edge(at))
            .or_else(|| self.week(at))
            .or_else(|| self.day_end(at))
            .or_else(|| self.gone(at))
            .or_else(|| {
                let period = self.stretch_of_time(at)?;
                if period.form == Form::Week && self.lexemes.text(at) == "this" {
                    return Some(self.this_week(at, period));
                }
                let span = Part::span(at, period.next, period.first, period.last, period.form);
                Some(Part { recent: period.recent, ..span })
            })
    }

    /// "Next Thursday", "this Friday", "the following Tuesday".
    fn deictic_weekday(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        if !lexemes.close(at + 1) {
            return None;
        }
        let Read { value: weekday, next } = self.weekday(at + 1)?;
        let today = self.anchor.day;
        let coming = super::calendar::on_or_after(today, weekday);
        Some(match lexemes.text(at) {
            "next" => self.next_weekday(at, next, weekday),
            "this" | "coming" => Part::day(at, next, coming, Form::Fixed),
            "following" => {
                Part::day(at, next, super::calendar::after(today, weekday), Form::WeekdayAfter(weekday))
                    .unsure(true)
            }
            _ => return None,
        })
    }

    /// "Last week", "last March", "last year", "this past quarter".
    fn gone(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let start = match lexemes.text(at) {
            "last" | "past" | "previous" => at + 1,
            _ => return None,
        };
        let word = lexemes.text(start);
        let period = matches!(
            word,
            "week"
                | "month"
                | "quarter"
                | "year"
                | "night"
                | "summer"
                | "winter"
                | "fall"
                | "autumn"
                | "spring"
        ) || month(word).is_some()
            || self.weekday(start).is_some();
        // "The last week of August" and "the last Monday in May" are days like any other.
        let ranked = matches!(lexemes.text(start + 1), "of" | "in")
            && (matches!(lexemes.text(start + 2), "the" | "next" | "this")
                || month(lexemes.text(start + 2)).is_some());
        (period && lexemes.close(start) && !ranked).then(|| Part::relation(at, start + 1, Sense::Past))
    }

    /// "This week": a promise for this week is due on its Friday.
    fn this_week(&self, at: usize, period: Period) -> Part {
        let friday = plus(monday(self.anchor.day), 4);
        let day = if friday < self.anchor.day { period.last } else { friday };
        Part::day(at, period.next, day, Form::Week).unsure(true)
    }

    /// Whole weeks, months, quarters, years.
    pub(super) fn stretch_of_time(&self, at: usize) -> Option<Period> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let later = match lexemes.text(at) {
            "this" => Some(0),
            "next" | "coming" => Some(1),
            _ => None,
        };
        if let Some(later) = later {
            if !lexemes.close(at + 1) {
                return None;
            }
            let unit = at + 1;
            if lexemes.text(unit) == "week"
                && later == 1
                && lexemes.phrase(unit + 1, &["after", "next"]).is_some()
            {
                return None;
            }
            if let Some(period) = self.unit_period(unit, later) {
                return Some(period);
            }
            let number = month(lexemes.text(unit))?;
            let first = next_month(today, number)?;
            return Some(Period {
                first,
                last: first.last_of_month(),
                form: Form::Month,
                recent: false,
                next: unit + 1,
            });
        }
        self.named_period(at)
    }

    /// "Week", "month", "quarter", "year" behind "this" (0) or "next" (1).
    pub(super) fn unit_period(&self, at: usize, later: i32) -> Option<Period> {
        let today = self.anchor.day;
        let next = at + 1;
        let period =
            |first: Date, last: Date, form: Form| Some(Period { first, last, form, recent: false, next });
        match self.lexemes.text(at) {
            "week" => {
                let first = plus(monday(today), 7 * later);
                period(first, plus(first, 4), Form::Week)
            }
            "weekend" => {
                let first = plus(monday(today), 5 + 7 * later);
                period(first, plus(first, 1), Form::Week)
            }
            "month" => {
                let first = first_of_month(today, later);
                period(first, first.last_of_month(), Form::Month)
            }
            "quarter" => {
                let into = (i32::from(today.month()) - 1) % 3;
                let first = first_of_month(today, 3 * later - into);
                period(first, first_of_month(first, 2).last_of_month(), Form::None)
            }
            "year" => {
                let first = Date::new(today.year().checked_add(i16::try_from(later).ok()?)?, 1, 1).ok()?;
                period(first, first.last_of_year(), Form::None)
            }
            _ => None,
        }
    }

    /// "March", "March of next year", "Q2", "the second quarter", "2027".
    fn named_period(&self, at: usize) -> Option<Period> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let short = matches!(
            lexemes.before(at, 1),
            "of" | "early" | "mid" | "late" | "end" | "in" | "by" | "until" | "till"
        );
        let number =
            month(lexemes.text(at)).or_else(|| month_beside_number(lexemes.text(at)).filter(|_| short));
        if let Some(number) = number {
            // A day of the month is read elsewhere, and "may" and "march" are words of their own.
            let name = lexemes.text(at);
            let year = self.year_behind(at + 1).filter(|year| year.next > at + 1);
            if year.is_none() && !self.is_a_month(at, name) {
                return None;
            }
            let day_follows = lexemes.gap(at + 1) <= Gap::Space
                && (ordinal(lexemes, at + 1).is_some()
                    || lexemes.get(at + 1).is_some_and(|lexeme| lexeme.digits && lexeme.text.len() <= 2)
                    || (lexemes.text(at + 1) == "the" && ordinal(lexemes, at + 2).is_some()));
            if day_follows && year.is_none() {
                return None;
            }
            let (first, recent, next) = if let Some(year) = year {
                (Date::new(year.value, number, 1).ok()?, false, year.next)
            } else {
                let first = next_month(today, number)?;
                (first, was_recent(today, first), at + 1)
            };
            return Some(Period { first, last: first.last_of_month(), form: Form::Month, recent, next });
        }
        if let Some((number, next)) = self.quarter(at) {
            let year = self.year_behind(next);
            let month = 3 * number - 2;
            let this = Date::new(year.map_or(today.year(), |year| year.value), month, 1).ok()?;
            let end = first_of_month(this, 2).last_of_month();
            let first = if year.is_none() && end < today { first_of_month(this, 12) } else { this };
            let last = first_of_month(first, 2).last_of_month();
            let recent = year.is_none() && was_recent(today, first);
            return Some(Period {
                first,
                last,
                form: Form::None,
                recent,
                next: year.map_or(next, |year| year.next),
            });
        }
        if let Some(next) = lexemes.phrase(at, &["new", "year"]).filter(|next| self.stands_alone(*next)) {
            let first = Date::new(today.year().checked_add(1)?, 1, 1).ok()?;
            return Some(Period {
                first,
                last: first.last_of_month(),
                form: Form::Month,
                recent: false,
                next,
            });
        }
        let led = matches!(
            lexemes.before(at, 1),
            "in" | "by" | "of" | "until" | "till" | "since" | "through" | "before" | "after" | "for"
        );
        let year = year(lexemes, at).filter(|year| led && self.stands_alone(year.next))?;
        let first = Date::new(year.value, 1, 1).ok()?;
        Some(Period { first, last: first.last_of_year(), form: Form::None, recent: false, next: year.next })
    }

    /// Whether the name of a month without a day is one. "April" and "June" are people too; "may" and "march" are verbs.
    fn is_a_month(&self, at: usize, name: &str) -> bool {
        let lexemes = self.lexemes;
        let previous = lexemes.before(at, 1);
        let told = matches!(
            previous,
            "in" | "by"
                | "of"
                | "early"
                | "late"
                | "mid"
                | "until"
                | "till"
                | "since"
                | "through"
                | "next"
                | "last"
                | "this"
                | "during"
                | "end"
                | "every"
                | "come"
                | "before"
                | "after"
                | "around"
                | "start"
                | "middle"
                | "beginning"
        );
        if told || matches!(name, "may" | "march") {
            return told && !(name == "may" && matches!(previous, "before" | "after" | "this" | "come"));
        }
        let alone = lexemes.gap(at) >= Gap::Comma && lexemes.gap(at + 1) >= Gap::Comma;
        let from = matches!(previous, "from" | "to" | "for" | "be") && self.stands_alone(at + 1);
        (alone && !matches!(name, "april" | "june" | "august"))
            || from
            || (alone && lexemes.gap(at) == Gap::Stop && lexemes.gap(at + 1) == Gap::Stop)
    }

    /// "Q2", "quarter two", "the second quarter".
    fn quarter(&self, at: usize) -> Option<(i8, usize)> {
        let lexemes = self.lexemes;
        if lexemes.text(at) == "q" && matches!(lexemes.gap(at + 1), Gap::Glued | Gap::Space) {
            let number = lexemes.text(at + 1).parse().ok().or(match lexemes.text(at + 1) {
                "one" => Some(1),
                "two" => Some(2),
                "three" => Some(3),
                "four" => Some(4),
                _ => None,
            })?;
            return (1..=4).contains(&number).then_some((number, at + 2));
        }
        let rank = ordinal(lexemes, at).filter(|rank| rank.value <= 4)?;
        let quarter = lexemes.text(rank.next) == "quarter" && lexemes.close(rank.next);
        quarter.then_some((i8::try_from(rank.value).ok()?, rank.next + 1))
    }

    /// "The week of the twelfth", "the week after", "the week after next", "the first week of October".
    fn week(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let shift = |next: usize, days: i32| Part::shift(at, next, days, lexemes.before(next, 1) == "that");
        match lexemes.text(at) {
            "week" => match lexemes.text(at + 1) {
                "of" | "commencing" | "beginning" | "starting" => {
                    let part = self.fixed_day(at + 2)?;
                    Some(Part::week_of(at, part.until, part.day?))
                }
                "after" if lexemes.text(at + 2) == "next" => {
                    let first = plus(monday(today), 14);
                    Some(Part::span(at, at + 3, first, plus(first, 4), Form::Week))
                }
                "after" | "before" => {
                    let sign = if lexemes.text(at + 1) == "after" { 1 } else { -1 };
                    if let Some(part) = self.fixed_day(at + 2).filter(|_| lexemes.close(at + 2)) {
                        let week = Part::week_of(at, part.until, plus(part.day?, 7 * sign));
                        return Some(Part { recent: part.recent, ..week });
                    }
                    let that = usize::from(lexemes.text(at + 2) == "that" && lexemes.close(at + 2));
                    self.shift_ends(at + 2 + that).then(|| shift(at + 2 + that, 7 * sign))
                }
                "following" => Some(shift(at + 2, 7)),
                _ => None,
            },
            "following" if lexemes.text(at + 1) == "week" => Some(shift(at + 2, 7)),
            "following" if lexemes.text(at + 1) == "day" => Some(shift(at + 2, 1)),
            "weekend"
                if lexemes.before(at, 1) == "the"
                    && matches!(lexemes.before(at, 2), "over" | "at" | "by" | "before") =>
            {
                // What is done over the weekend is done by its Sunday.
                let sunday = super::calendar::on_or_after(today, Weekday::Sunday);
                Some(Part::day(at, at + 1, sunday, Form::Fixed).unsure(true))
            }
            _ => self.ranked_week(at),
        }
    }

    /// "The first week of October": from its first Monday, or from the first where that is no later than Wednesday.
    fn ranked_week(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let (rank, after_rank) = if lexemes.text(at) == "last" {
            (None, at + 1)
        } else {
            let rank = ordinal(lexemes, at).filter(|rank| rank.value <= 4)?;
            (Some(i32::try_from(rank.value).ok()?), rank.next)
        };
        if lexemes.text(after_rank) != "week" || !matches!(lexemes.text(after_rank + 1), "of" | "in") {
            return None;
        }
        let period = self.named_period(after_rank + 2).or_else(|| {
            let article = usize::from(lexemes.text(after_rank + 2) == "the");
            let deictic = match lexemes.text(after_rank + 2) {
                "next" => 1,
                _ => 0,
            };
            self.unit_period(after_rank + 2 + article.max(usize::from(deictic > 0)), deictic)
                .filter(|period| period.form == Form::Month)
        })?;
        let first = match rank {
            Some(rank) => {
                let early =
                    matches!(period.first.weekday(), Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday);
                let start = if early {
                    monday(period.first)
                } else {
                    super::calendar::on_or_after(period.first, Weekday::Monday)
                };
                plus(start, 7 * (rank - 1))
            }
            None => monday(period.last),
        };
        let span = Part::span(at, period.next, first, plus(first, 4), Form::Week);
        Some(Part { recent: period.recent, ..span })
    }
}
