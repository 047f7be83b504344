//! Shares and ratios: "one in ten", "a third of", "half of them", "twice a month", "half an hour", "a minute and a half".

use super::units::duration;
use super::{Amount, Reader, Unit, form};
use crate::extract::numerals::{Read, number, unit};

impl Reader<'_, '_> {
    /// A share at a position.
    pub(super) fn share(&self, at: usize) -> Option<Read<Amount>> {
        self.ratio(at).or_else(|| self.fraction(at)).or_else(|| self.twice(at))
    }

    fn found(&self, at: usize, next: usize, value: f64, unit: Unit, short: String) -> Read<Amount> {
        Read { value: Amount { range: self.lexemes.range(at, next), value, unit, short }, next }
    }

    /// "One in ten", "nine out of ten", "four of the last six weekends", "11 of 138 drivers".
    fn ratio(&self, at: usize) -> Option<Read<Amount>> {
        let lexemes = self.lexemes;
        let part = number(lexemes, at).filter(|part| part.value >= 1.0 && part.value.fract() == 0.0)?;
        if !lexemes.close(part.next) {
            return None;
        }
        let (start, of) = match lexemes.text(part.next) {
            "in" => (part.next + 1, false),
            "out" if lexemes.text(part.next + 1) == "of" => (part.next + 2, false),
            "of" => (part.next + 1, true),
            _ => return None,
        };
        let mut here = start;
        while matches!(
            lexemes.text(here),
            "the" | "our" | "my" | "last" | "every" | "those" | "these" | "their"
        ) && here < start + 3
        {
            here += 1;
        }
        // "In the two weeks" is no ratio.
        if !of && here > start && lexemes.text(start) != "every" && lexemes.before(start, 1) == "in" {
            return None;
        }
        let whole =
            number(lexemes, here).filter(|whole| whole.value > part.value && whole.value.fract() == 0.0)?;
        let measured = duration(lexemes.text(whole.next)).is_some() && lexemes.close(whole.next);
        if lexemes.text(part.next) == "in" && (measured || whole.value > 1000.0) || !lexemes.close(here) {
            return None;
        }
        let things = if of && !measured { self.things(whole.next) } else { None };
        let counted = if of && measured { Some(whole.next + 1) } else { things };
        let linked = if of { "of" } else { "in" };
        let mut short = format!("{} {linked} {}", form::plain(part.value), form::plain(whole.value));
        for word in whole.next..counted.unwrap_or(whole.next) {
            short.push(' ');
            short.push_str(lexemes.text(word));
        }
        Some(self.found(at, counted.unwrap_or(whole.next), part.value / whole.value, Unit::Count, short))
    }

    /// "A third of", "two thirds of the loads", "half of them", "half our orders".
    fn fraction(&self, at: usize) -> Option<Read<Amount>> {
        let lexemes = self.lexemes;
        let owns = |at: usize| {
            matches!(lexemes.text(at), "the" | "our" | "my" | "them" | "their" | "your" | "of")
                && lexemes.close(at)
        };
        if lexemes.text(at) == "half" && owns(at + 1) && lexemes.text(at + 1) != "them" {
            let million = lexemes.text(at + 1) == "of" && lexemes.text(at + 2) == "a";
            // "Half the time" is a share, "half of a million" an amount.
            return (!million).then(|| self.found(at, at + 1, 50.0, Unit::Percent, "half".to_owned()));
        }
        let (count, next) = match lexemes.text(at) {
            "a" | "one" => (1, at + 1),
            word => (unit(word).filter(|count| (2..10).contains(count))?, at + 1),
        };
        let (parts, name) = match lexemes.text(next) {
            "third" | "thirds" => (3, "third"),
            "quarter" | "quarters" => (4, "quarter"),
            "fifth" | "fifths" => (5, "fifth"),
            "tenth" | "tenths" => (10, "tenth"),
            _ => return None,
        };
        // "A quarter of four" is a time, "a quarter of a million" an amount, "two quarters of growth" a length of time.
        let plain = lexemes.text(next + 1) == "of"
            && lexemes.text(next + 2) != "a"
            && number(lexemes, next + 2).is_none();
        let lone = parts != 4 && count == 1 && !lexemes.close(next + 1) && lexemes.text(at) == "a";
        if !lexemes.close(next) || !(plain || lone) || count >= parts {
            return None;
        }
        let short = if count == 1 { format!("a {name}") } else { format!("{} {name}s", lexemes.text(at)) };
        let value = 100.0 * f64::from(count) / f64::from(parts);
        Some(self.found(at, next + 1, value, Unit::Percent, short))
    }

    /// "Twice a month", "once a week".
    fn twice(&self, at: usize) -> Option<Read<Amount>> {
        let (value, word) = match self.lexemes.text(at) {
            "once" => (1.0, "once"),
            "twice" => (2.0, "twice"),
            _ => return None,
        };
        let rate = self.rate(at + 1)?;
        Some(self.found(at, rate.next, value, Unit::Count, format!("{word} {}", rate.value)))
    }

    /// "Half an hour", "a minute and a half", "an hour a day".
    pub(super) fn plain_duration(&self, at: usize) -> Option<Read<Amount>> {
        let lexemes = self.lexemes;
        let with_rate = |next: usize, value: f64, short: String| {
            let rate = self.rate(next);
            let (short, next) =
                rate.map_or((short.clone(), next), |rate| (format!("{short} {}", rate.value), rate.next));
            Some(self.found(at, next, value, Unit::Duration, short))
        };
        match lexemes.text(at) {
            "half" if matches!(lexemes.text(at + 1), "a" | "an") => {
                let (one, _) = duration(lexemes.text(at + 2)).filter(|_| lexemes.close(at + 2))?;
                with_rate(at + 3, 0.5, format!("half {} {one}", lexemes.text(at + 1)))
            }
            "a" | "an" => {
                let (one, many) = duration(lexemes.text(at + 1)).filter(|_| lexemes.close(at + 1))?;
                if let Some(next) = lexemes.phrase(at + 2, &["and", "a", "half"]) {
                    return with_rate(next, 1.5, format!("1.5 {many}"));
                }
                self.rate(at + 2)?;
                with_rate(at + 2, 1.0, format!("1 {one}"))
            }
            _ => None,
        }
    }
}
