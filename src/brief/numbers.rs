//! The numbers in a text, in digits or in words, as values: the verifier's own reading, independent of the extraction's.
//!
//! It is generous on purpose: a run of number words yields every value that it may mean (`four twelve` is 4, 12 and 412), because it
//! only answers whether a number printed in a line was said at all.

use std::collections::BTreeSet;

/// The values that may be meant by the numbers of a text, in thousandths so that they compare exactly.
pub fn values(text: &str) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    let mut run = Run::default();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '(' | ')'))
    {
        let pause = word.ends_with([',', '.', ';', '?', '!', ':']);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if bare.is_empty() {
            continue;
        }
        if !run.push(&bare) {
            run.finish(&mut found);
        }
        if pause {
            run.finish(&mut found);
        }
    }
    run.finish(&mut found);
    found
}

/// A number and the factor behind it, as they were said one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    /// A value by itself.
    Value(f64),
    /// `hundred`, `thousand`, `k`, `million`.
    Scale(f64),
    /// `point`.
    Point,
    /// `and a half`.
    Half,
    /// `a`, `and`: may stand inside, means nothing by itself.
    Filler,
}

#[derive(Debug, Default)]
struct Run {
    pieces: Vec<Piece>,
}

impl Run {
    /// Adds a word; `false` when it is no part of a number.
    fn push(&mut self, word: &str) -> bool {
        let Some(pieces) = pieces(word) else { return false };
        if !(self.pieces.is_empty() && pieces == [Piece::Filler]) || word == "a" {
            self.pieces.extend(pieces);
        }
        true
    }

    fn finish(&mut self, found: &mut BTreeSet<i64>) {
        let pieces = std::mem::take(&mut self.pieces);
        if !pieces.iter().any(|piece| matches!(piece, Piece::Value(_) | Piece::Scale(_) | Piece::Half)) {
            return;
        }
        let mut add = |value: f64| {
            found.insert((value * 1000.0).round() as i64);
        };
        for piece in &pieces {
            if let Piece::Value(value) = piece {
                add(*value);
            }
        }
        add(summed(&pieces));
        if let Some(value) = shortened(&pieces) {
            add(value);
        }
        if let Some(value) = read_out(&pieces) {
            add(value);
        }
        if let Some(value) = million_four(&pieces) {
            add(value);
        }
    }
}

/// The ordinary reading: `a hundred and forty thousand`, `seven point eight`, `two and a half`.
fn summed(pieces: &[Piece]) -> f64 {
    let (mut total, mut current, mut fraction) = (0.0_f64, None::<f64>, None::<f64>);
    for piece in pieces {
        match *piece {
            Piece::Value(value) => match fraction {
                Some(place) => {
                    current = Some(current.unwrap_or_default() + value * place);
                    fraction = Some(place / 10.0);
                }
                None => current = Some(current.unwrap_or_default() + value),
            },
            Piece::Scale(scale) if scale < 1000.0 => {
                current = Some(current.unwrap_or(1.0) * scale);
            }
            Piece::Scale(scale) => {
                total += current.take().unwrap_or(1.0) * scale;
                fraction = None;
            }
            Piece::Point => fraction = Some(0.1),
            Piece::Half => current = Some(current.unwrap_or_default() + 0.5),
            Piece::Filler => {}
        }
    }
    total + current.unwrap_or_default()
}

/// Values read one after the other: `four twelve` is 412, `one thirty-eight` is 138, `twenty twenty-eight` is 2028.
fn read_out(pieces: &[Piece]) -> Option<f64> {
    let mut groups: Vec<f64> = Vec::new();
    for piece in pieces {
        match *piece {
            Piece::Value(value) => match groups.last_mut() {
                Some(last) if *last >= 20.0 && *last % 10.0 == 0.0 && *last < 100.0 && value < 10.0 => {
                    *last += value;
                }
                _ => groups.push(value),
            },
            Piece::Filler => {}
            Piece::Scale(scale) => {
                let [high, low] = groups.as_slice() else { return None };
                return Some((high * 100.0 + low) * scale);
            }
            Piece::Point | Piece::Half => return None,
        }
    }
    match groups.as_slice() {
        [high, low] if (10.0..100.0).contains(low) => Some(high * 100.0 + low),
        _ => None,
    }
}

/// `a million four` is 1.4 million, `a hundred twenty` is 120 thousand only when a thousand is said.
fn million_four(pieces: &[Piece]) -> Option<f64> {
    let meaning: Vec<Piece> = pieces.iter().copied().filter(|piece| *piece != Piece::Filler).collect();
    match meaning.as_slice() {
        [Piece::Scale(scale), Piece::Value(tenths)] if *scale >= 1000.0 && *tenths < 10.0 => {
            Some(scale + tenths * scale / 10.0)
        }
        [Piece::Value(whole), Piece::Scale(scale), Piece::Value(tenths)]
            if *scale >= 1000.0 && *tenths < 10.0 =>
        {
            Some(whole * scale + tenths * scale / 10.0)
        }
        _ => None,
    }
}

/// `twenty odd grand`: the value without what stands between it and its scale.
fn shortened(pieces: &[Piece]) -> Option<f64> {
    let last = pieces.iter().rev().find(|piece| **piece != Piece::Filler)?;
    let first = pieces.iter().find(|piece| **piece != Piece::Filler)?;
    match (*first, *last) {
        (Piece::Value(value), Piece::Scale(scale)) => Some(value * scale),
        _ => None,
    }
}

/// Number words by their value, from zero.
const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
    seventeen eighteen nineteen";
/// Ordinals by their value.
const ORDINALS: &str = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";
/// Tens, from twenty.
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

fn pieces(word: &str) -> Option<Vec<Piece>> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(word);
    }
    let place = |list: &str| list.split(' ').position(|other| other == word);
    if let Some(value) = place(SMALL).or_else(|| place(ORDINALS)) {
        return Some(vec![Piece::Value(value as f64)]);
    }
    if let Some(tens) = place(TENS) {
        return Some(vec![Piece::Value((tens as f64 + 2.0) * 10.0)]);
    }
    let piece = match word {
        "hundred" | "hundreds" => Piece::Scale(100.0),
        "thousand" | "thousands" | "grand" | "k" => Piece::Scale(1e3),
        "million" | "millions" | "mil" => Piece::Scale(1e6),
        "billion" => Piece::Scale(1e9),
        "dozen" => Piece::Scale(12.0),
        "thirtieth" => Piece::Value(30.0),
        "point" => Piece::Point,
        "half" => Piece::Half,
        "a" | "an" | "and" | "odd" | "some" => Piece::Filler,
        _ => return None,
    };
    Some(vec![piece])
}

/// `1,400`, `7.8`, `140k`, `1.2M`, `22nd`, `15%`.
fn digits(word: &str) -> Option<Vec<Piece>> {
    let number: String = word.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let rest = word.strip_prefix(number.as_str()).unwrap_or_default();
    let value: f64 = number.trim_end_matches(['.', ',']).replace(',', "").parse().ok()?;
    let scale = match rest.trim_start_matches('+') {
        "k" => Some(1e3),
        "m" | "mm" => Some(1e6),
        "b" | "bn" => Some(1e9),
        _ => None,
    };
    Some(match scale {
        Some(scale) => vec![Piece::Value(value), Piece::Scale(scale)],
        None => vec![Piece::Value(value)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, number: f64) -> bool {
        values(text).contains(&((number * 1000.0).round() as i64))
    }

    #[test]
    fn spoken_and_written_numbers_have_the_same_value() {
        for (text, number) in [
            ("about a hundred and forty thousand in commission", 140_000.0),
            ("eating eighty-five thousand dollars.", 85_000.0),
            ("$140k", 140_000.0),
            ("seven point eight percent scrap", 7.8),
            ("Eleven hundred and forty. As of Friday.", 1_140.0),
            ("nine hundred and twelve", 912.0),
            ("For four twelve.", 412.0),
            ("Out of one thirty-eight.", 138.0),
            ("a million four in deposits", 1_400_000.0),
            ("twenty-odd grand, that", 20_000.0),
            ("twenty twenty-eight", 2028.0),
            ("1,400 brackets", 1_400.0),
            ("up 22% to 7.8", 22.0),
            ("two and a half days", 2.5),
            ("one point eight million", 1_800_000.0),
            ("the fourteenth to the twenty-first", 14.0),
            ("the fourteenth to the twenty-first", 21.0),
        ] {
            assert!(holds(text, number), "{text}: {:?}", values(text));
        }
    }

    #[test]
    fn a_number_that_was_not_said_is_not_found() {
        assert!(!holds("three accounts, a hundred and forty thousand", 150_000.0));
        assert!(!holds("nine days", 8.0));
        assert!(values("and a lot of it, you know").is_empty());
    }
}
