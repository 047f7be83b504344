//! Numbers in digits or in words: "twenty-six", "26", "six thousand two hundred", "1.8M", "the fourteenth".

use super::lexer::{Gap, Stream};

/// A number that was read, and the position behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read<T> {
    /// The number.
    pub(super) value: T,
    /// The position of the first lexeme that is not part of it.
    pub(super) next: usize,
}

/// A whole number from 0 to 99, in digits or words.
pub(super) fn small(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<u32>> {
    let lexeme = lexemes.get(at)?;
    if lexeme.digits {
        let value: u32 = lexeme.text.parse().ok()?;
        return (value < 100).then_some(Read { value, next: at + 1 });
    }
    if let Some(value) = unit(&lexeme.text) {
        return Some(Read { value, next: at + 1 });
    }
    let value = tens(&lexeme.text)?;
    if lexemes.close(at + 1)
        && let Some(rest @ 1..=9) = unit(lexemes.text(at + 1))
    {
        return Some(Read { value: value + rest, next: at + 2 });
    }
    Some(Read { value, next: at + 1 })
}

/// An ordinal from 1 to 31: `14th`, "fourteenth", "twenty-sixth".
pub(super) fn ordinal(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<u32>> {
    let lexeme = lexemes.get(at)?;
    if lexeme.digits {
        let suffixed =
            lexemes.gap(at + 1) == Gap::Glued && matches!(lexemes.text(at + 1), "st" | "nd" | "rd" | "th");
        let value: u32 = lexeme.text.parse().ok()?;
        return (suffixed && (1..=31).contains(&value)).then_some(Read { value, next: at + 2 });
    }
    if let Some(value) = ordinal_word(&lexeme.text) {
        return Some(Read { value, next: at + 1 });
    }
    let value = tens(&lexeme.text)?;
    let rest = lexemes.close(at + 1).then(|| ordinal_word(lexemes.text(at + 1)))??;
    (rest < 10 && value + rest <= 31).then_some(Read { value: value + rest, next: at + 2 })
}

/// A year from 1900 to 2099: "2028", "twenty twenty-eight", "two thousand and twenty-eight".
pub(super) fn year(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<i16>> {
    let lexeme = lexemes.get(at)?;
    if lexeme.digits {
        let value: i16 = lexeme.text.parse().ok()?;
        let alone = lexeme.text.len() == 4 && !matches!(lexemes.gap(at + 1), Gap::Point | Gap::Grouping);
        return (alone && (1900..2100).contains(&value)).then_some(Read { value, next: at + 1 });
    }
    if let Some(mut next) = lexemes.phrase(at, &["two", "thousand"]) {
        if lexemes.text(next) == "and" && lexemes.close(next) {
            next += 1;
        }
        let rest = lexemes.close(next).then(|| small(lexemes, next))??;
        return Some(Read { value: 2000 + i16::try_from(rest.value).ok()?, next: rest.next });
    }
    let century = match &*lexeme.text {
        "twenty" => 2000,
        "nineteen" => 1900,
        _ => return None,
    };
    let rest = lexemes.close(at + 1).then(|| small(lexemes, at + 1))??;
    let whole = rest.value >= 10 && lexemes.get(at + 1).is_some_and(|lexeme| !lexeme.digits);
    whole.then_some(Read { value: century + i16::try_from(rest.value).ok()?, next: rest.next })
}

/// A number of any size, with its thousands and millions: `4,100`, `1.8M`, "a hundred and forty thousand", "one point eight million",
/// "half a million", "two and a half". Neither a percent sign nor a currency is part of it.
///
/// "A" counts as one only before a hundred, a thousand, a million, a billion or a dozen.
pub(super) fn number(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<f64>> {
    let lexeme = lexemes.get(at)?;
    let base = if lexeme.digits { digits(lexemes, at)? } else { words(lexemes, at)? };
    Some(scaled(lexemes, halved(lexemes, base)))
}

/// Digits with grouping commas and a decimal point.
fn digits(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<f64>> {
    let mut text = lexemes.text(at).to_owned();
    let mut next = at + 1;
    while lexemes.gap(next) == Gap::Grouping && lexemes.text(next).len() == 3 {
        text.push_str(lexemes.text(next));
        next += 1;
    }
    if lexemes.gap(next) == Gap::Point && lexemes.get(next).is_some_and(|lexeme| lexeme.digits) {
        text.push('.');
        text.push_str(lexemes.text(next));
        next += 1;
    }
    if text.len() > 15 {
        return None;
    }
    text.parse().ok().map(|value| Read { value, next })
}

/// A number in words below a million, with the thousands that were spoken.
fn words(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<f64>> {
    if let Some(read) = fraction_of_scale(lexemes, at) {
        return Some(read);
    }
    let mut next = at;
    let mut value = if lexemes.text(at) == "a" || lexemes.text(at) == "an" {
        if !(lexemes.close(at + 1)
            && matches!(lexemes.text(at + 1), "hundred" | "thousand" | "million" | "billion" | "dozen"))
        {
            return None;
        }
        next += 1;
        1.0
    } else {
        let read = small(lexemes, at)?;
        next = read.next;
        f64::from(read.value)
    };
    if let Some(point) = decimals(lexemes, next) {
        return Some(Read { value: value + point.value, next: point.next });
    }
    if lexemes.text(next) == "hundred" && lexemes.close(next) {
        value *= 100.0;
        next += 1;
        (value, next) = rest_below(lexemes, next, value, 100);
    }
    if lexemes.text(next) == "thousand" && lexemes.close(next) {
        value *= 1000.0;
        next += 1;
        if let Some(hundreds) = lexemes.close(next).then(|| small(lexemes, next)).flatten()
            && hundreds.value < 10
            && lexemes.text(hundreds.next) == "hundred"
        {
            value += f64::from(hundreds.value) * 100.0;
            next = hundreds.next + 1;
        } else if let Some(after) = lexemes.phrase(next, &["a", "hundred"]) {
            value += 100.0;
            next = after;
        }
        (value, next) = rest_below(lexemes, next, value, 100);
    }
    if lexemes.text(next) == "dozen" && lexemes.close(next) {
        return Some(Read { value: value * 12.0, next: next + 1 });
    }
    Some(Read { value, next })
}

/// "…and forty" behind a hundred or a thousand.
fn rest_below(lexemes: Stream<'_, '_>, at: usize, value: f64, limit: u32) -> (f64, usize) {
    let start = if lexemes.text(at) == "and" && lexemes.close(at) { at + 1 } else { at };
    match lexemes.close(start).then(|| small(lexemes, start)).flatten() {
        Some(rest)
            if rest.value < limit && rest.value > 0 && !lexemes.get(start).is_some_and(|l| l.digits) =>
        {
            // In "a hundred and forty thousand and two hundred" the last pair belongs to nothing yet read.
            if matches!(lexemes.text(rest.next), "hundred") {
                (value, at)
            } else {
                (value + f64::from(rest.value), rest.next)
            }
        }
        _ => (value, at),
    }
}

/// "point eight" behind a number.
fn decimals(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<f64>> {
    if lexemes.text(at) != "point" || !lexemes.close(at) {
        return None;
    }
    let mut value = 0.0;
    let mut place = 0.1;
    let mut next = at + 1;
    while let Some(digit) = unit(lexemes.text(next)).filter(|digit| *digit < 10 && lexemes.close(next)) {
        value += f64::from(digit) * place;
        place /= 10.0;
        next += 1;
    }
    (next > at + 1).then_some(Read { value: (value * 1e6).round() / 1e6, next })
}

/// "half a million", "a quarter of a million", "a quarter million".
fn fraction_of_scale(lexemes: Stream<'_, '_>, at: usize) -> Option<Read<f64>> {
    let start = if lexemes.text(at) == "a" { at + 1 } else { at };
    let share = match lexemes.text(start) {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    let mut next = start + 1;
    if lexemes.text(next) == "of" {
        next += 1;
    }
    if lexemes.text(next) == "a" {
        next += 1;
    }
    (lexemes.close(next) && matches!(lexemes.text(next), "million" | "billion" | "dozen")).then(|| {
        let dozen = lexemes.text(next) == "dozen";
        if dozen { Read { value: share * 12.0, next: next + 1 } } else { Read { value: share, next } }
    })
}

/// "…and a half" behind a number.
fn halved(lexemes: Stream<'_, '_>, read: Read<f64>) -> Read<f64> {
    match lexemes.phrase(read.next, &["and", "a", "half"]) {
        Some(next) if lexemes.close(read.next) => Read { value: read.value + 0.5, next },
        _ => read,
    }
}

/// Thousands, millions and billions behind a number.
fn scaled(lexemes: Stream<'_, '_>, read: Read<f64>) -> Read<f64> {
    let glued = lexemes.gap(read.next) == Gap::Glued;
    if !lexemes.close(read.next) {
        return read;
    }
    let factor = match lexemes.text(read.next) {
        "hundred" if read.value < 100.0 => 1e2,
        "k" | "thousand" | "grand" => 1e3,
        "m" | "mm" if glued => 1e6,
        "b" if glued => 1e9,
        "million" | "mil" | "mill" | "mio" => 1e6,
        "billion" | "bn" => 1e9,
        _ => return read,
    };
    let next = read.next + 1;
    let value = read.value * factor;
    if factor < 1e6 || !lexemes.close(next) {
        return Read { value, next };
    }
    if let Some(after) = lexemes.phrase(next, &["and", "a", "half"]) {
        return Read { value: value + factor / 2.0, next: after };
    }
    // "Two million three hundred thousand", and "a million four", which is 1.4 million.
    match words(lexemes, next) {
        Some(rest)
            if lexemes.text(rest.next) == "thousand" || rest.value >= 1000.0 && rest.value < factor =>
        {
            let thousands = if rest.value < 1000.0 { 1000.0 } else { 1.0 };
            Read { value: value + rest.value * thousands, next: rest.next + usize::from(thousands > 1.0) }
        }
        Some(rest) if rest.value >= 1.0 && rest.value < 10.0 && rest.next == next + 1 => {
            let ends = lexemes.gap(rest.next) >= Gap::Comma
                || matches!(
                    lexemes.text(rest.next),
                    "in" | "of"
                        | "on"
                        | "for"
                        | "and"
                        | "a"
                        | "last"
                        | "this"
                        | "dollars"
                        | "bucks"
                        | "to"
                        | "from"
                );
            if ends {
                Read { value: value + rest.value * factor / 10.0, next: rest.next }
            } else {
                Read { value, next }
            }
        }
        _ => Read { value, next },
    }
}

/// Zero to nineteen.
pub(super) fn unit(word: &str) -> Option<u32> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => return None,
    })
}

/// Twenty to ninety.
pub(super) fn tens(word: &str) -> Option<u32> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn ordinal_word(word: &str) -> Option<u32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn read(text: &str) -> Option<(f64, usize)> {
        let lower = text.to_ascii_lowercase();
        let lexemes = lex(text, &lower);
        number(Stream::new(&lexemes), 0).map(|read| (read.value, lexemes.len() - read.next))
    }

    #[test]
    fn numbers_in_words_and_digits_are_the_same() {
        for (text, value) in [
            ("a hundred and forty thousand", 140_000.0),
            ("140,000", 140_000.0),
            ("140k", 140_000.0),
            ("one point eight million", 1_800_000.0),
            ("1.8M", 1_800_000.0),
            ("six thousand two hundred", 6_200.0),
            ("eleven hundred and forty", 1_140.0),
            ("nineteen hundred", 1_900.0),
            ("four thousand one hundred", 4_100.0),
            ("a hundred and eighty-six thousand four hundred and two", 186_402.0),
            ("two hundred and twelve thousand", 212_000.0),
            ("two and a half", 2.5),
            ("one and a half million", 1_500_000.0),
            ("half a million", 500_000.0),
            ("a quarter of a million", 250_000.0),
            ("two dozen", 24.0),
            ("a dozen", 12.0),
            ("forty grand", 40_000.0),
            ("ninety-nine", 99.0),
            ("two point four five", 2.45),
            ("a million four", 1_400_000.0),
            ("two million three hundred thousand", 2_300_000.0),
            ("a million and a half", 1_500_000.0),
        ] {
            assert_eq!(read(text), Some((value, 0)), "{text}");
        }
    }

    #[test]
    fn a_number_stops_where_another_begins() {
        assert_eq!(read("three forty"), Some((3.0, 1)));
        assert_eq!(read("one, two"), Some((1.0, 1)));
        assert_eq!(read("a minute"), None);
    }
}
