//! Days of a month: "June fourth", "the fourth of June", `3 March`, "the fourteenth".

use jiff::civil::Date;

use super::Grammar;
use super::calendar::{next_date, next_month_day, was_recent};
use super::part::{Form, Part};
use super::words::{is_filler, month, month_beside_number};
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
    /// "June fourth", "the fourth of June", `3 March`, "the fourteenth".
    pub(super) fn month_day(&self, at: usize, article: bool, certain: bool) -> Option<Part> {
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
        if let Some(month) = self.month_of_range(here) {
            return self.finish(day, Some(month));
        }
        let month =
            month_beside_number(lexemes.text(here)).filter(|_| lexemes.close(here) || here > day.next)?;
        self.finish(Read { value: day.value, next: here + 1 }, Some(month))
    }

    /// The month said once at the end of a range or a choice: "the second to the sixth of March".
    fn month_of_range(&self, at: usize) -> Option<i8> {
        let lexemes = self.lexemes;
        if !matches!(lexemes.text(at), "to" | "through" | "and" | "or" | "until" | "till") {
            return None;
        }
        let other = ordinal(lexemes, at + 1 + usize::from(lexemes.text(at + 1) == "the"))?;
        let of = lexemes.text(other.next) == "of" && lexemes.close(other.next);
        of.then(|| month(lexemes.text(other.next + 1))).flatten()
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
        while back < 4
            && (is_filler(lexemes.before(lead, back))
                || matches!(lexemes.before(lead, back), "yeah" | "yes" | "sure" | "right" | "then"))
        {
            back += 1;
        }
        let previous = lexemes.before(lead, back);
        let timed = matches!(
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
                && timed
                && !matches!(previous, "of" | "about" | "from" | "after" | "since")
                && lexemes.text(day.next) != "and")
                || (article && addressed)
                || weekday_before
        } else if article {
            // "In the fourth" is a quarter; one may "pencil in the nineteenth".
            !(matches!(previous, "a" | "his" | "her" | "their" | "our" | "my")
                || previous == "in" && day.value == 4)
        } else {
            timed && previous != "of" && previous != "from" && previous != "about"
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
}
