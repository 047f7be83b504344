//! Days counted from the call or from the day spoken of before: "tomorrow", "in two weeks", "the day after", "same time".

use jiff::civil::Date;

use super::calendar::{first_of_month, monday, plus};
use super::part::{Form, Half, Part};
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;
use crate::extract::numerals::{Read, small};

/// A count of days, weeks or months.
#[derive(Clone, Copy)]
struct Count {
    days: i32,
    months: i32,
    vague: bool,
    next: usize,
}

impl Grammar<'_, '_> {
    /// A relative day at a position, behind its article.
    pub(super) fn relative(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let word = lexemes.text(at);
        let fixed = |next: usize, days: i32| Some(Part::day(at, next, plus(today, days), Form::Fixed));
        match word {
            "today" => fixed(at + 1, 0),
            "tonight" => {
                Some(Part { half: Some(Half::Afternoon), ..Part::day(at, at + 1, today, Form::Fixed) })
            }
            "tomorrow" => fixed(at + 1, 1),
            "yesterday" => Some(Part::relation(at, at + 1, Sense::Past)),
            "this" => {
                let half = half_word(lexemes.text(at + 1)).filter(|_| lexemes.close(at + 1))?;
                Some(Part { half: Some(half), ..Part::day(at, at + 2, today, Form::Fixed) })
            }
            "right" | "straight" => {
                // "Right after this", "right now", "straight away", "straight after".
                let next = match lexemes.text(at + 1) {
                    "now" if !lexemes.before(at, 1).is_empty() && self.promises(at) => at + 2,
                    "away" => at + 2,
                    "after" if matches!(lexemes.text(at + 2), "this" | "the" | "we") => at + 3,
                    _ => return None,
                };
                fixed(next, 0)
            }
            "now" if lexemes.gap(at + 1) >= Gap::Comma && lexemes.close(at) && self.promises(at) => {
                fixed(at + 1, 0)
            }
            "when" | "once" | "soon" | "after" => fixed(self.end_of_call(at)?, 0),
            "day" => self.day_beside(at),
            // "Next tomorrow" is the day after tomorrow in West Africa.
            "next" if lexemes.text(at + 1) == "tomorrow" && lexemes.close(at + 1) => fixed(at + 2, 2),
            "next" => {
                let next = lexemes.phrase(at, &["next", "day"]).filter(|next| self.shift_ends(*next))?;
                Some(Part::shift(at, next, 1, false))
            }
            "same" => {
                let next = at + 2;
                match lexemes.text(at + 1) {
                    "time" if lexemes.text(next) != "as" => Some(Part::relation(at, next, Sense::SameTime)),
                    "day" => Some(Part::relation(at, next, Sense::SameDay)),
                    _ => None,
                }
            }
            "in" | "within" => self.in_count(at),
            _ => self.counted(at),
        }
    }

    /// The position behind words that promise something for the end of this very call: "when we hang up", "after this call".
    fn end_of_call(&self, at: usize) -> Option<usize> {
        const ENDS: [&[&str]; 9] = [
            &["we", "hang", "up"],
            &["we", "hang", "off"],
            &["we're", "off"],
            &["we", "are", "off"],
            &["we're", "done"],
            &["we're", "finished"],
            &["this", "call"],
            &["the", "call"],
            &["we", "finish"],
        ];
        let lexemes = self.lexemes;
        let start = match lexemes.text(at) {
            "soon" => lexemes.phrase(at, &["soon", "as"])?,
            "after" if !self.promises(at) => return None,
            _ => at + 1,
        };
        let next = ENDS.iter().find_map(|words| lexemes.phrase(start, words))?;
        let next = lexemes.phrase(next, &["the", "call"]).unwrap_or(next);
        // "When we're done with the audit", "after the call on Thursday" are other ends.
        let ends = lexemes.gap(next) >= Gap::Comma || matches!(lexemes.text(next), "and" | "so" | "here");
        ends.then_some(next)
    }

    /// "Move it out a week", "push it back two days", "bump it the week".
    pub(super) fn pushed(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let by = usize::from(lexemes.before(at, 1) == "by");
        if !matches!(lexemes.before(at, 1 + by), "it" | "that" | "this" | "out" | "back" | "on" | "along") {
            return None;
        }
        let verb = (2..=4).map(|back| lexemes.before(at, back + by)).find(|word| {
            matches!(
                *word,
                "move"
                    | "push"
                    | "bump"
                    | "slide"
                    | "shift"
                    | "kick"
                    | "moved"
                    | "pushed"
                    | "bumped"
                    | "moving"
                    | "pushing"
            )
        });
        verb?;
        let (days, next) = match (lexemes.text(at), lexemes.text(at + 1)) {
            ("the", "week") => (7, at + 2),
            _ => self
                .count(at)
                .filter(|count| count.days > 0 && !count.vague)
                .map(|count| (count.days, count.next))?,
        };
        self.stands_alone(next).then(|| Part::shift(at, next, days, false))
    }

    /// Whether the sentence so far speaks of what somebody will do.
    fn promises(&self, at: usize) -> bool {
        let start = self.lexemes.sentence_start(at, 12);
        (start..at).any(|here| matches!(self.lexemes.text(here), "i'll" | "we'll" | "let" | "will" | "send"))
    }

    /// "The day after tomorrow", "the day after Thanksgiving", "the day after".
    fn day_beside(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let days = match lexemes.text(at + 1) {
            "after" => 1,
            "before" => -1,
            _ => return None,
        };
        let target = at + 2;
        if lexemes.close(target)
            && let Some(part) = self.fixed_day(target)
            && let Some(day) = part.day
        {
            return Some(Part {
                ambiguous: part.ambiguous,
                recent: part.recent,
                ..Part::day(at, part.until, plus(day, days), Form::Fixed)
            });
        }
        let next = target + usize::from(lexemes.text(target) == "that" && lexemes.close(target));
        self.shift_ends(next).then(|| Part::shift(at, next, days, next > target))
    }

    /// Whether "the day after" is not followed by the thing after which it is.
    pub(super) fn shift_ends(&self, next: usize) -> bool {
        self.lexemes.gap(next) >= Gap::Comma
            || matches!(
                self.lexemes.text(next),
                "same" | "is" | "works" | "would" | "at" | "then" | "instead" | "that" | "if" | "or" | "and"
            )
    }

    /// "In two days", "in a fortnight", "in six months", "in the next two weeks".
    fn in_count(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let today = self.anchor.day;
        let soon = [
            &["in", "the", "next", "hour"][..],
            &["in", "an", "hour"],
            &["within", "the", "hour"],
            &["in", "five", "minutes"],
        ];
        if let Some(next) =
            soon.iter().find_map(|words| lexemes.phrase(at, words)).filter(|_| self.promises(at))
        {
            return Some(Part::day(at, next, today, Form::Fixed));
        }
        if let Some(start) =
            lexemes.phrase(at + 1, &["the", "next"]).or_else(|| lexemes.phrase(at + 1, &["the", "coming"]))
        {
            let count = self.count(start)?;
            return (count.days > 0)
                .then(|| Part::span(at, count.next, today, plus(today, count.days), Form::None));
        }
        let count = self.count(at + 1).filter(|_| lexemes.text(at) == "in")?;
        let mut next = count.next;
        if lexemes.text(next) == "time" && lexemes.close(next) {
            next += 1;
        }
        // "In two weeks of testing", "in three days' work" are lengths.
        if !self.stands_alone(next) {
            return None;
        }
        Some(ahead(at, next, count, today))
    }

    /// "Two weeks from Friday", "a week on Thursday", "a week today", "two days later", "a week ago".
    fn counted(&self, at: usize) -> Option<Part> {
        let lexemes = self.lexemes;
        let count = self.count(at)?;
        let next = count.next;
        if !lexemes.close(next) {
            return None;
        }
        match lexemes.text(next) {
            "ago" | "back" => {
                // "A week ago Saturday".
                let end = self
                    .weekday(next + 1)
                    .filter(|_| lexemes.close(next + 1))
                    .map_or(next + 1, |weekday| weekday.next);
                Some(Part::relation(at, end, Sense::Past))
            }
            "later" | "after" if self.shift_ends(next + 1) && count.days > 0 => {
                let end = next + 1 + usize::from(lexemes.text(next + 1) == "that");
                Some(Part::shift(at, end, count.days, end > next + 1))
            }
            word => {
                let target = next + usize::from(matches!(word, "from" | "on" | "after"));
                let part = self.fixed_day(target)?;
                let day = part.day?;
                // Behind "after" or "on" a count that is no whole week would be a length of time.
                if (count.days % 7 != 0 || count.months > 0) && word != "from" {
                    return None;
                }
                Some(Part { ambiguous: part.ambiguous || count.vague, ..ahead(at, part.until, count, day) })
            }
        }
    }

    /// "Two days", "a couple of weeks", "a fortnight", "six months".
    fn count(&self, at: usize) -> Option<Count> {
        let lexemes = self.lexemes;
        let mut vague = matches!(lexemes.text(at), "about" | "around" | "roughly");
        let at = at + usize::from(vague);
        let mut amount = match lexemes.text(at) {
            "a" | "an" if lexemes.text(at + 1) == "couple" => {
                let next = at + 2 + usize::from(lexemes.text(at + 2) == "of");
                Read { value: 2, next }
            }
            "a" | "an" if lexemes.text(at + 1) == "few" => {
                vague = true;
                Read { value: 3, next: at + 2 }
            }
            "a" | "an" | "another" => Read { value: 1, next: at + 1 },
            "couple" => Read { value: 2, next: at + 1 + usize::from(lexemes.text(at + 1) == "of") },
            "few" => {
                vague = true;
                Read { value: 3, next: at + 1 }
            }
            "fortnight" => return Some(Count { days: 14, months: 0, vague: false, next: at + 1 }),
            _ => small(lexemes, at).filter(|number| number.value > 0)?,
        };
        if matches!(lexemes.text(amount.next), "or" | "to")
            && let Some(upper) = small(lexemes, amount.next + 1)
        {
            vague = true;
            amount.next = upper.next;
        }
        if !lexemes.close(amount.next) {
            return None;
        }
        let number = i32::try_from(amount.value).ok()?;
        let (days, months) = match lexemes.text(amount.next) {
            "day" | "days" | "days'" => (number, 0),
            "week" | "weeks" | "weeks'" => (number * 7, 0),
            "fortnight" | "fortnights" => (number * 14, 0),
            "month" | "months" | "months'" => (0, number),
            "quarter" | "quarters" => (0, number * 3),
            "year" | "years" => (0, number * 12),
            _ => return None,
        };
        Some(Count { days, months, vague, next: amount.next + 1 })
    }
}

/// The day a count after another: exact for days and weeks, the month for months.
fn ahead(from: usize, until: usize, count: Count, base: Date) -> Part {
    if count.months > 0 {
        let first = first_of_month(base, count.months);
        return Part::span(from, until, first, first.last_of_month(), Form::Month);
    }
    let day = plus(base, count.days);
    if count.vague {
        return Part::span(from, until, monday(day), plus(monday(day), 4), Form::Week);
    }
    Part::day(from, until, day, Form::Fixed)
}

/// A part of the day by its word.
pub(super) fn half_word(word: &str) -> Option<Half> {
    match word {
        "morning" => Some(Half::Morning),
        "afternoon" | "evening" | "lunchtime" | "night" | "arvo" => Some(Half::Afternoon),
        _ => None,
    }
}
