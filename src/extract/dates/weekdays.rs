//! Weekdays: "Thursday", "Thursday week", "next Thursday", "the Tuesday after Labor Day", "the first Thursday of October".

use jiff::civil::{Date, Weekday};

use super::calendar::{after, before, first_of_month, in_week_of, next_nth_weekday, nth_weekday, plus};
use super::part::{Form, Part};
use super::words::month;
use super::words::weekday;
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, ordinal};

/// What may be said of a weekday whose apostrophe was dropped.
const SAID_OF: &[&str] =
    &["fine", "good", "great", "okay", "ok", "perfect", "better", "best", "out", "bad", "free", "open"];

impl Grammar<'_, '_> {
    /// A weekday at a position, with the position behind it.
    pub(super) fn weekday(&self, at: usize) -> Option<Read<Weekday>> {
        let lexeme = self.lexemes.get(at)?;
        let date_follows =
            self.lexemes.get(at + 1).is_some_and(|next| next.digits || month(&next.text).is_some());
        let (value, plural) = weekday(lexeme, date_follows)?;
        // Recorders drop the apostrophe of "Wednesday's fine"; any other plural is a habit.
        let copula = SAID_OF.contains(&self.lexemes.text(at + 1));
        (!plural || copula).then_some(Read { value, next: at + 1 })
    }

    /// "Thursday", "Thursday week", "the Thursday after next", "the Tuesday after Labor Day", "Friday next week".
    pub(super) fn weekday_phrase(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let Read { value: weekday, next } = self.weekday(at)?;
        let today = self.anchor.day;
        let coming = after(today, weekday);
        if self.is_habit(at) {
            return Some(Part::relation(at, next, Sense::Past));
        }
        let previous = lexemes.before(at, 1);
        if matches!(previous, "that" | "same") && lexemes.before(at, 2) != "before" {
            return Some(Part::day(at, next, coming, Form::Weekday(weekday)).unsure(true));
        }
        if lexemes.close(next) {
            if matches!(lexemes.text(next), "week") && lexemes.text(next + 1) != "of" {
                return Some(Part::day(at, next + 1, plus(coming, 7), Form::Fixed));
            }
            if lexemes.text(next) == "fortnight" {
                return Some(Part::day(at, next + 1, plus(coming, 14), Form::Fixed));
            }
            if let Some(next) = lexemes.phrase(next, &["after", "next"]) {
                return Some(Part::day(at, next, plus(coming, 7), Form::Fixed).unsure(true));
            }
            if lexemes.text(next) == "next"
                && !matches!(lexemes.text(next + 1), "week" | "month")
                && self.stands_alone(next + 1)
            {
                return Some(self.next_weekday(at, next + 1, weekday));
            }
            if matches!(lexemes.text(next), "after" | "before" | "following") {
                return Some(self.weekday_beside(at, next, weekday, coming));
            }
        }
        // Said on the very day, a weekday usually means the next one, but not always.
        Some(Part::day(at, next, coming, Form::Weekday(weekday)).unsure(today.weekday() == weekday))
    }

    /// "The Tuesday after Labor Day", "the Thursday before the fourteenth", "the Monday after".
    fn weekday_beside(&self, at: usize, word: usize, weekday: Weekday, coming: Date) -> Part {
        let lexemes = self.lexemes;
        let ahead = lexemes.text(word) == "before";
        let plain = || {
            Part::day(at, word, coming, Form::Weekday(weekday)).unsure(self.anchor.day.weekday() == weekday)
        };
        let target = word + 1;
        let named = lexemes.close(target).then(|| self.fixed_day(target)).flatten();
        if let Some(part) = named
            && let Some(day) = part.day
        {
            let (form, date) =
                if ahead { (Form::Fixed, before(day, weekday)) } else { (Form::Fixed, after(day, weekday)) };
            return Part {
                ambiguous: part.ambiguous,
                recent: part.recent,
                ..Part::day(at, part.until, date, form)
            };
        }
        let that = usize::from(lexemes.text(target) == "that" && lexemes.close(target));
        if lexemes.gap(target + that) >= Gap::Comma || that > 0 && self.stands_alone(target + that) {
            let form = if ahead { Form::WeekdayBefore(weekday) } else { Form::WeekdayAfter(weekday) };
            return Part::day(at, target + that, coming, form).unsure(true);
        }
        plain()
    }

    /// "Next Thursday" is the Thursday of the following week. Said while this week's is still to come, it may mean that one too.
    pub(super) fn next_weekday(&self, from: usize, until: usize, weekday: Weekday) -> Part {
        let today = self.anchor.day;
        let day = plus(in_week_of(today, weekday), 7);
        Part::day(from, until, day, Form::Fixed).unsure(in_week_of(today, weekday) > today)
    }

    /// "The first Thursday of October", "the last Wednesday of the month", "the second Monday in January", "the first Thursday".
    pub(super) fn ranked_weekday(&self, at: usize, article: bool) -> Option<Part> {
        let lexemes = self.lexemes;
        let rank = if lexemes.text(at) == "last" {
            Read { value: -1, next: at + 1 }
        } else {
            let rank = ordinal(lexemes, at).filter(|rank| rank.value <= 5)?;
            Read { value: i8::try_from(rank.value).ok()?, next: rank.next }
        };
        if !lexemes.close(rank.next) {
            return None;
        }
        let Read { value: weekday, next } = self.weekday(rank.next)?;
        if self.is_habit(at) {
            return Some(Part::relation(at, next, Sense::Past));
        }
        if matches!(lexemes.text(next), "of" | "in")
            && let Some(month) = self.month_named(next + 1)
        {
            let mut day = nth_weekday(month.value.0, rank.value, weekday)?;
            if day < self.anchor.day && !month.value.1 {
                day = nth_weekday(first_of_month(month.value.0, 12), rank.value, weekday)?;
            }
            return Some(Part::day(at, month.next, day, Form::Fixed));
        }
        // "Last Thursday" without an article is gone; "the first Thursday" needs one.
        if !article {
            return (rank.value < 0).then(|| Part::relation(at, next, Sense::Past));
        }
        let day = next_nth_weekday(self.anchor.day, rank.value, weekday)?;
        Some(Part::day(at, next, day, Form::NthWeekday { nth: rank.value, weekday }).unsure(true))
    }

    /// Whether the words before a weekday make it a habit: "every Thursday", "on a Tuesday", "every second Monday".
    pub(super) fn is_habit(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        let (one, two) = (lexemes.before(at, 1), lexemes.before(at, 2));
        if matches!(one, "every" | "each" | "most" | "any" | "other" | "alternate") {
            return true;
        }
        if matches!(two, "every" | "each") {
            return true;
        }
        // "It's a Thursday" and "on a Friday" are any such day.
        matches!(one, "a") && !matches!(two, "not")
    }
}
