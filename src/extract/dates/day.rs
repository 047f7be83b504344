//! Days that are named: weekdays, days of a month, dates in figures, holidays.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::calendar::{
    after, before, first_of_month, in_week_of, monday, next_date, next_month, next_month_day,
    next_nth_weekday, nth_weekday, plus, was_recent,
};
use super::part::{Form, Part};
use super::words::{is_filler, month, month_beside_number, weekday};
use super::{Grammar, Sense, holidays};
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, ordinal, small, year};

/// A day of a month, the month where it was named.
struct MonthDay {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
    next: usize,
}

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

    /// A weekday at a position, with the position behind it.
    pub(super) fn weekday(&self, at: usize) -> Option<Read<Weekday>> {
        let lexeme = self.lexemes.get(at)?;
        let date_follows =
            self.lexemes.get(at + 1).is_some_and(|next| next.digits || month(&next.text).is_some());
        let (value, plural) = weekday(lexeme, date_follows)?;
        // Recorders drop the apostrophe of "Wednesday's fine"; any other plural is a habit.
        let copula = matches!(
            self.lexemes.text(at + 1),
            "fine"
                | "good"
                | "great"
                | "okay"
                | "ok"
                | "perfect"
                | "better"
                | "best"
                | "out"
                | "bad"
                | "free"
                | "open"
        );
        (!plural || copula).then_some(Read { value, next: at + 1 })
    }

    /// "Thursday", "Thursday week", "the Thursday after next", "the Tuesday after Labor Day", "Friday next week".
    fn weekday_phrase(&self, at: usize) -> Option<Part> {
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
            return Part { ambiguous: part.ambiguous, ..Part::day(at, part.until, date, form) };
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
    fn ranked_weekday(&self, at: usize, article: bool) -> Option<Part> {
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

    /// A month behind "of" or "in", as its first day, and whether it is that very one: "October", "September twenty twenty-eight",
    /// "next month", "the month".
    fn month_named(&self, at: usize) -> Option<Read<(Date, bool)>> {
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

    /// "June fourth", "the fourth of June", `3 March`, "the fourteenth".
    fn month_day(&self, at: usize, article: bool, certain: bool) -> Option<Part> {
        let MonthDay { day, month, year, next } =
            self.with_month(at).or_else(|| self.bare_ordinal(at, article, certain))?;
        let today = self.anchor.day;
        let Some(month) = month else {
            let date = next_month_day(today, day)?;
            return Some(Part::day(at, next, date, Form::MonthDay { day, weekday: None }));
        };
        if let Some(year) = year {
            return Some(Part::day(at, next, Date::new(year, month, day).ok()?, Form::Fixed));
        }
        let date = next_date(today, month, day)?;
        Some(Part { recent: was_recent(today, date), ..Part::day(at, next, date, Form::Fixed) })
    }

    /// A day with its month, in either order.
    fn with_month(&self, at: usize) -> Option<MonthDay> {
        let lexemes = self.lexemes;
        if let Some(month) = month_beside_number(lexemes.text(at)) {
            let start = at + 1 + usize::from(lexemes.text(at + 1) == "the");
            if lexemes.gap(start) > Gap::Space {
                return None;
            }
            let verb = matches!(lexemes.text(at), "may" | "march" | "mar");
            let day = ordinal(lexemes, start).or_else(|| {
                let number = small(lexemes, start).filter(|number| (1..=31).contains(&number.value))?;
                let is_year = year(lexemes, start).is_some_and(|year| year.next > number.next);
                let clock =
                    matches!(lexemes.gap(number.next), Gap::Colon | Gap::Point | Gap::Grouping | Gap::Glued);
                let dated = self.stands_alone(number.next) || self.year_behind(number.next).is_some();
                // "In February twenty-eight" is a year; a day would be "on".
                let year_in_short =
                    lexemes.before(at, 1) == "in" && lexemes.get(start).is_some_and(|lexeme| !lexeme.digits);
                (!is_year && !clock && dated && !year_in_short).then_some(number)
            })?;
            if verb && !(self.stands_alone(day.next) || self.year_behind(day.next).is_some()) {
                return None;
            }
            return self.finish(day, Some(month));
        }
        let day = ordinal(lexemes, at).or_else(|| {
            let digits = lexemes.get(at).filter(|lexeme| lexeme.digits && lexeme.gap >= Gap::Space)?;
            small(lexemes, at).filter(|day| digits.sign.is_none() && (1..=31).contains(&day.value))
        })?;
        let mut here = day.next;
        if lexemes.text(here) == "of" {
            here += 1;
        }
        // People who search for the word: "the first of the, the month".
        while is_filler(lexemes.text(here)) && here < day.next + 3 {
            here += 1;
        }
        if lexemes.gap(here) > Gap::Comma {
            return None;
        }
        if here > day.next
            && let Some(named) = self.month_named(here).filter(|_| month(lexemes.text(here)).is_none())
        {
            let (first, _) = named.value;
            return Some(MonthDay {
                day: i8::try_from(day.value).ok()?,
                month: Some(first.month()),
                year: Some(first.year()),
                next: named.next,
            });
        }
        // In "first may I ask" and "second march" the word is a verb or a noun.
        if matches!(lexemes.text(here), "may" | "march" | "mar")
            && here == day.next
            && !lexemes.get(at).is_some_and(|lexeme| lexeme.digits)
        {
            return None;
        }
        let month =
            month_beside_number(lexemes.text(here)).filter(|_| lexemes.close(here) || here > day.next)?;
        self.finish(Read { value: day.value, next: here + 1 }, Some(month))
    }

    fn finish(&self, day: Read<u32>, month: Option<i8>) -> Option<MonthDay> {
        let year = self.year_behind(day.next);
        Some(MonthDay {
            day: i8::try_from(day.value).ok()?,
            month,
            year: year.map(|year| year.value),
            next: year.map_or(day.next, |year| year.next),
        })
    }

    /// An ordinal that can only be a day: "the fourteenth", "on the second", "Twenty-third." `certain` where the words before ask for one.
    fn bare_ordinal(&self, at: usize, article: bool, certain: bool) -> Option<MonthDay> {
        let lexemes = self.lexemes;
        let day = ordinal(lexemes, at)?;
        let possessive = lexemes.get(day.next.saturating_sub(1)).is_some_and(|lexeme| lexeme.possessive);
        if certain && day.value > 3 {
            return self.finish(day, None);
        }
        let lead = at.saturating_sub(usize::from(article));
        let mut back = 1;
        while back < 4 && is_filler(lexemes.before(lead, back)) {
            back += 1;
        }
        let previous = lexemes.before(lead, back);
        let led = matches!(
            previous,
            "on" | "by"
                | "before"
                | "until"
                | "till"
                | "til"
                | "around"
                | "after"
                | "from"
                | "since"
                | "of"
                | "about"
        );
        let addressed =
            matches!(previous, "me" | "him" | "her" | "them" | "us" | "you" | "say" | "it" | "week")
                && lexemes.gap(day.next) >= Gap::Comma;
        let weekday_before = (0..3).any(|skip| {
            lead.checked_sub(back + skip).is_some_and(|here| self.weekday(here).is_some())
                && (0..skip).all(|step| lexemes.before(lead, back + step) == "the")
        });
        if !(self.stands_alone(day.next) || possessive || weekday_before) {
            return None;
        }
        let opens = lexemes.gap(lead) == Gap::Stop
            || lead.checked_sub(back - 1).is_some_and(|here| lexemes.gap(here) == Gap::Stop);
        let clear = if day.value <= 3 {
            // "The first", "the second" and "the third" count things more often than days.
            (article
                && led
                && !matches!(previous, "of" | "about" | "from" | "after" | "since")
                && lexemes.text(day.next) != "and")
                || (article && addressed)
                || weekday_before
        } else if article {
            // "In the fourth" is a quarter; one may "pencil in the nineteenth".
            !(previous == "in" && day.value == 4)
                && !matches!(previous, "a" | "his" | "her" | "their" | "our" | "my")
        } else {
            led && previous != "of" && previous != "from" && previous != "about"
                || weekday_before
                || (opens
                    && (lexemes.gap(day.next) >= Gap::Comma
                        || possessive
                        || matches!(
                            lexemes.text(day.next),
                            "is" | "works" | "we" | "i" | "i'm" | "we're" | "would"
                        )))
        };
        clear.then(|| self.finish(day, None)).flatten()
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

    /// The first working day of the week in which a day lies.
    pub(super) fn week_of(&self, from: usize, until: usize, day: Date) -> Part {
        Part::day(from, until, monday(day), Form::Week).unsure(true)
    }
}
