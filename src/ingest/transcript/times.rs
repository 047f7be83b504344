//! Timestamps as recording tools write them: `00:00:05.000`, `0:05`, `1:02:03,4`, `0:0:5.123`, `[00:05]`.

/// Reads a timestamp at the start of a text: milliseconds, and what follows it.
///
/// A time before the start of the recording is its start. Minutes and seconds above 59 are no time, except in the leading field.
pub(super) fn lead(text: &str) -> Option<(u64, &str)> {
    let (negative, mut rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut fields: [u64; 3] = [0; 3];
    let mut count = 0_usize;
    let (first, after) = number(rest, 4)?;
    *fields.first_mut()? = first;
    rest = after;
    while let Some(field) = fields.get_mut(count + 1) {
        let Some((value, after)) = rest.strip_prefix(':').and_then(|digits| number(digits, 2)) else { break };
        if value > 59 {
            return None;
        }
        *field = value;
        count += 1;
        rest = after;
    }
    let [one, two, three] = fields;
    let seconds = match count {
        1 => one * 60 + two,
        2 => one * 3600 + two * 60 + three,
        _ => return None,
    };
    let (fraction, rest) = fraction(rest);
    if rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let ms = seconds * 1000 + fraction;
    Some((if negative { 0 } else { ms }, rest))
}

/// The text as one timestamp, with or without brackets around it.
pub(super) fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let inner = bracketed(text).unwrap_or(text);
    match lead(inner.trim())? {
        (ms, "") => Some(ms),
        _ => None,
    }
}

/// A timestamp in brackets at the start, or without brackets where white space or the end follows: milliseconds and what follows.
///
/// A range in brackets (`[00:05 - 00:09]`) gives its start.
pub(super) fn prefix(text: &str) -> Option<(u64, &str)> {
    let Some(close) = text.chars().next().and_then(closing) else {
        let (ms, rest) = lead(text)?;
        return (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((ms, rest));
    };
    let (inner, rest) = text.get(1..)?.split_once(close)?;
    let (ms, tail) = lead(inner.trim_start())?;
    let is_range = || {
        let end = tail.trim_start().trim_start_matches(['-', '>', '–', '—', '→']).trim();
        whole(end).is_some()
    };
    (tail.trim().is_empty() || is_range()).then_some((ms, rest))
}

/// A timestamp at the end of a text, after white space or in brackets: what precedes it, and milliseconds.
pub(super) fn suffix(text: &str) -> Option<(&str, u64)> {
    let text = text.trim_end();
    let start = match text.chars().next_back()? {
        ')' => text.rfind('(')?,
        ']' => text.rfind('[')?,
        _ => text
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)),
    };
    // Markdown may set the time in italics.
    let ms = whole(text.get(start..)?.trim_matches(['*', '_']))?;
    Some((text.get(..start)?, ms))
}

fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    }
}

fn bracketed(text: &str) -> Option<&str> {
    let close = closing(text.chars().next()?)?;
    text.get(1..)?.strip_suffix(close)
}

/// One to `most` decimal digits and what follows.
fn number(text: &str, most: usize) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > most {
        return None;
    }
    let (digits, rest) = text.split_at_checked(digits)?;
    Some((digits.parse().ok()?, rest))
}

/// Milliseconds of a decimal fraction of any length (`.5`, `,123`, `.1234567`), otherwise none.
fn fraction(text: &str) -> (u64, &str) {
    let none = (0, text);
    let Some(after) = text.strip_prefix(['.', ',']) else { return none };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let Some((digits, rest)) = after.split_at_checked(digits) else { return none };
    if digits.is_empty() {
        return none;
    }
    let ms = digits
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(3)
        .fold(0, |ms, digit| ms * 10 + u64::from(digit - b'0'));
    (ms, rest)
}
