//! What is counted: money, percent, time, things, and how often.

use std::sync::LazyLock;

use super::{Amount, Figure, Reader, Unit, form};
use crate::extract::hashing::WordSet;
use crate::extract::lexer::Gap;
use crate::extract::numerals::Read;

/// Words behind which a number is a name: "type two", "level 3".
pub(super) static LABELS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "type soc level phase version room rm route highway form step option tier section chapter suite \
         gate channel episode rule article iso page schedule category class grade round windows speaker \
         extension bay door station case part rev revision",
    )
});

/// Words that are no things, though they stand behind numbers.
static FUNCTION_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "is was are were has does as us this his its yes plus minus always perhaps times the and but for \
         with that then than from out who which when where our their your they them she him her you not \
         can could would will should have had did because until into over under about after before maybe \
         just like per each every what how all any works goes comes gets takes costs says makes needs \
         wants looks means unless besides across towards afterwards less guess press",
    )
});

/// Whether a word is no thing that can be counted.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// Letters that may follow digits directly and mean a unit.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "k" | "m"
            | "mm"
            | "b"
            | "bn"
            | "h"
            | "hr"
            | "hrs"
            | "min"
            | "mins"
            | "d"
            | "x"
            | "s"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "pm"
            | "am"
    )
}

/// A unit of time in the form for one and for many.
pub(super) fn duration(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "second" | "seconds" | "sec" | "secs" => ("second", "seconds"),
        "minute" | "minutes" | "min" | "mins" => ("minute", "minutes"),
        "hour" | "hours" | "hr" | "hrs" | "h" => ("hour", "hours"),
        "day" | "days" => ("day", "days"),
        "night" | "nights" => ("night", "nights"),
        "weekend" | "weekends" => ("weekend", "weekends"),
        "week" | "weeks" => ("week", "weeks"),
        "fortnight" | "fortnights" => ("fortnight", "fortnights"),
        "month" | "months" => ("month", "months"),
        "quarter" | "quarters" => ("quarter", "quarters"),
        "year" | "years" => ("year", "years"),
        _ => return None,
    })
}

/// A currency by its word.
pub(super) fn currency(word: &str) -> Option<char> {
    match word {
        "dollar" | "dollars" | "bucks" | "buck" | "usd" => Some('$'),
        "pound" | "pounds" | "quid" | "gbp" | "sterling" => Some('£'),
        "euro" | "euros" | "eur" => Some('€'),
        _ => None,
    }
}

impl Reader<'_, '_> {
    /// A number with what it counts.
    pub(super) fn united(&self, at: usize, figure: Figure) -> Option<Read<Amount>> {
        let lexemes = self.lexemes;
        let first = lexemes.get(at)?;
        let next = figure.next;
        if let Some(sign) = self.money_before(at) {
            let next = next + usize::from(currency(lexemes.text(next)) == Some(sign) && lexemes.close(next));
            return Some(self.amount_of(
                at,
                next,
                figure,
                Unit::Money(Some(sign)),
                &form::money(Some(sign), figure.value, figure.upper),
            ));
        }
        // A percent sign belongs to the last digits read.
        let signed = next.checked_sub(1).and_then(|last| lexemes.get(last)).is_some_and(|last| last.percent);
        if signed || self.is_percent(next) {
            let behind = if signed { next } else { next + if lexemes.text(next) == "per" { 2 } else { 1 } };
            let short = format!("{} %", form::range(figure.value, figure.upper));
            return Some(self.amount_of(at, behind, figure, Unit::Percent, &short));
        }
        if lexemes.close(next) {
            let word = lexemes.text(next);
            // "Forty pounds of sand" is a weight.
            let weighed = (1..=4).any(|back| {
                matches!(lexemes.before(at, back), "weigh" | "weighs" | "weighed" | "weight" | "heavy")
            });
            let weight = matches!(word, "pound" | "pounds") && (lexemes.text(next + 1) == "of" || weighed);
            if let Some(sign) = currency(word).filter(|_| !weight) {
                return Some(self.amount_of(
                    at,
                    next + 1,
                    figure,
                    Unit::Money(Some(sign)),
                    &form::money(Some(sign), figure.value, figure.upper),
                ));
            }
            let adjective = usize::from(matches!(
                word,
                "business" | "working" | "full" | "straight" | "calendar" | "solid" | "whole"
            ));
            // "One second" and "one minute" ask for patience.
            let patience = first.text == "one" && matches!(word, "second" | "sec" | "minute" | "min");
            if let Some((one, many)) = duration(lexemes.text(next + adjective))
                .filter(|_| lexemes.close(next + adjective) && !patience)
            {
                let unit =
                    if (figure.value - 1.0).abs() < 1e-9 && figure.upper.is_none() { one } else { many };
                let adjective = if adjective == 1 { format!("{word} ") } else { String::new() };
                let short = format!("{} {adjective}{unit}", form::range(figure.value, figure.upper));
                let behind = next + usize::from(!adjective.is_empty()) + 1;
                return Some(self.amount_of(at, behind, figure, Unit::Duration, &short));
            }
        }
        // Thousands spoken as "grand" or "k" are money even where nobody says of which country.
        let scale = next.checked_sub(1).map_or("", |last| lexemes.text(last));
        if scale == "grand" || scale == "k" {
            return Some(self.amount_of(
                at,
                next,
                figure,
                Unit::Money(None),
                &form::money(None, figure.value, figure.upper),
            ));
        }
        self.counted(at, first.text == "one", figure)
    }

    /// A number of things, or a bare number.
    fn counted(&self, at: usize, is_one: bool, figure: Figure) -> Option<Read<Amount>> {
        let next = figure.next;
        if let Some(behind) = self.times(next) {
            let short = format!("{} times", form::range(figure.value, figure.upper));
            return Some(self.amount_of(at, behind, figure, Unit::Count, &short));
        }
        if let Some(end) = self.things(next).filter(|_| !is_one && figure.value > 0.0) {
            let range = self.lexemes.range(next, end);
            let words: Vec<&str> = (next..end).map(|here| self.lexemes.text(here)).collect();
            let short = format!("{} {}", form::range(figure.value, figure.upper), words.join(" "));
            return (!range.is_empty()).then(|| self.amount_of(at, end, figure, Unit::Count, &short));
        }
        // A small number by itself may be anything.
        let dozen = next.checked_sub(1).is_some_and(|last| self.lexemes.text(last) == "dozen");
        let telling = figure.value > 12.0 || dozen || self.rate(next).is_some() && !is_one;
        telling
            .then(|| self.amount_of(at, next, figure, Unit::Count, &form::range(figure.value, figure.upper)))
    }

    /// The amount with "a week" or "per claim" behind it, where that was said.
    fn amount_of(&self, at: usize, next: usize, figure: Figure, unit: Unit, short: &str) -> Read<Amount> {
        let from = if self.prefix_word(at) { at - 1 } else { at };
        let rate = if matches!(unit, Unit::Money(_)) { self.price(next) } else { self.rate(next) };
        let (short, next) = match rate {
            Some(rate) => (format!("{short} {}", rate.value), rate.next),
            None => (short.to_owned(), next),
        };
        let mut range = self.lexemes.range(from, next);
        // The currency sign stands before the first lexeme, the percent sign behind the last.
        if let Some(sign) = self.lexemes.get(from).and_then(|lexeme| lexeme.sign) {
            range.start = range.start.saturating_sub(sign.len_utf8());
        }
        if next.checked_sub(1).and_then(|last| self.lexemes.get(last)).is_some_and(|last| last.percent) {
            range.end += 1;
        }
        Read { value: Amount { range, value: figure.value, unit, short }, next }
    }

    /// The currency before a number: `$`, or "EUR".
    fn money_before(&self, at: usize) -> Option<char> {
        let sign = self.lexemes.get(at)?.sign;
        sign.or_else(|| self.prefix_word(at).then(|| currency(self.lexemes.before(at, 1))).flatten())
    }

    fn prefix_word(&self, at: usize) -> bool {
        matches!(self.lexemes.before(at, 1), "usd" | "eur" | "gbp") && self.lexemes.close(at)
    }

    /// Whether "percent" stands at a position.
    pub(super) fn is_percent(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        lexemes.close(at)
            && (matches!(lexemes.text(at), "percent" | "pct")
                || lexemes.phrase(at, &["per", "cent"]).is_some())
    }

    /// "Three times a week".
    fn times(&self, at: usize) -> Option<usize> {
        let said = self.lexemes.text(at) == "times" && self.lexemes.close(at);
        (said && self.rate(at + 1).is_some()).then_some(at + 1)
    }

    /// The end of the things counted at a position: a plural, with at most one word before it ("forty-one open recommendations").
    pub(super) fn things(&self, at: usize) -> Option<usize> {
        let lexemes = self.lexemes;
        let plural = |at: usize| {
            let word = lexemes.text(at);
            let irregular =
                matches!(word, "people" | "men" | "women" | "children" | "staff" | "folks" | "feet" | "guys");
            let regular =
                word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.contains('\'');
            let possessive = lexemes.get(at).is_some_and(|lexeme| lexeme.possessive);
            lexemes.gap(at) == Gap::Space && (irregular || regular) && !is_function_word(word) && !possessive
        };
        if plural(at) {
            return Some(at + 1);
        }
        let word = lexemes.text(at);
        let describes = lexemes.gap(at) == Gap::Space
            && word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !is_function_word(word)
            && duration(word).is_none()
            && !word.ends_with("ly");
        (describes && plural(at + 1) && duration(lexemes.text(at + 1)).is_none()).then_some(at + 2)
    }

    /// "A week", "per month", "every day": how often.
    pub(super) fn rate(&self, at: usize) -> Option<Read<String>> {
        let lexemes = self.lexemes;
        let article = match lexemes.text(at) {
            word @ ("a" | "an" | "per" | "every" | "each") if lexemes.close(at) => word,
            _ => return None,
        };
        let word = lexemes.text(at + 1);
        let known = duration(word).is_some()
            || matches!(word, "shift" | "season" | "weekday" | "morning" | "evening");
        (known && lexemes.close(at + 1)).then(|| Read { value: format!("{article} {word}"), next: at + 2 })
    }

    /// What a price is for: "a box", "per claim", "a month".
    fn price(&self, at: usize) -> Option<Read<String>> {
        if let Some(rate) = self.rate(at) {
            return Some(rate);
        }
        let lexemes = self.lexemes;
        let article = match lexemes.text(at) {
            word @ ("a" | "an" | "per" | "each") if lexemes.close(at) => word,
            _ => return None,
        };
        let word = lexemes.text(at + 1);
        let thing = word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !is_function_word(word)
            && word != "cent"
            && word != "lot"
            && word != "little";
        (thing && lexemes.close(at + 1)).then(|| Read { value: format!("{article} {word}"), next: at + 2 })
    }
}
