//! Text from outside, made fit to be shown.

use unicode_width::UnicodeWidthChar;

/// Characters kept of one field; what is longer ends in `…`. Far above what a composed line holds, it bounds what a hostile one can do.
const MAX_CHARS: usize = 2_000;

/// Marks kept on one letter. Scripts need up to three; piled-up marks ("zalgo") spill over the lines around them.
const MAX_MARKS: usize = 4;

/// URI schemes that mail clients turn into links even without `//`.
const SCHEMES: [&str; 26] = [
    "callto",
    "cid",
    "data",
    "facetime",
    "feed",
    "file",
    "ftp",
    "geo",
    "http",
    "https",
    "im",
    "javascript",
    "magnet",
    "mailto",
    "mms",
    "news",
    "sip",
    "sips",
    "skype",
    "sms",
    "smsto",
    "ssh",
    "tel",
    "vbscript",
    "webcal",
    "xmpp",
];

/// File endings that are not top-level domains: `call.vtt` needs no brackets.
const FILE_ENDINGS: [&str; 17] = [
    "csv", "doc", "docx", "gif", "htm", "html", "jpg", "js", "json", "pdf", "png", "ppt", "pptx", "srt",
    "txt", "vtt", "xlsx",
];

/// One line of visible text: white space of any kind becomes single spaces, control characters become visible pictures (`␛`),
/// characters that are invisible or turn the reading direction are removed.
pub(super) fn clean(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(4 * MAX_CHARS));
    let (mut space, mut marks, mut count) = (false, MAX_MARKS, 0);
    for character in text.chars() {
        if character.is_whitespace() {
            space = !shown.is_empty();
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        let character = picture(character);
        if character.width() == Some(0) {
            marks += 1;
            // A mark after a space or at the start would sit on our own text.
            if marks > MAX_MARKS || space {
                continue;
            }
        } else {
            marks = 0;
        }
        if count == MAX_CHARS {
            shown.push('…');
            return shown;
        }
        if space {
            shown.push(' ');
            space = false;
        }
        shown.push(character);
        count += 1;
    }
    shown
}

/// Cuts a text to that many characters, the cut marked by `…`.
pub(super) fn cut(text: &mut String, characters: usize) {
    if let Some((end, _)) = text.char_indices().nth(characters) {
        text.truncate(end);
        text.push('…');
    }
}

/// Whether a character shows nothing of its own but changes how its neighbours are read, or hides data: zero-width characters,
/// bidi controls, fillers, variation selectors, tags.
pub(in crate::brief) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// A control character's visible picture, the replacement character where Unicode has none; any other character itself.
fn picture(character: char) -> char {
    match character {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        _ if u32::from(character) & 0xFFFE == 0xFFFE => '\u{FFFD}',
        _ => character,
    }
}

/// Breaks whatever a mail client, a browser or a Markdown reader would turn into a link by itself: `evil[.]com`, `http[:]//…`,
/// `mailto[:]…`, `[\\]server\share`.
pub(super) fn defang(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (position, token) in text.split(' ').enumerate() {
        if position > 0 {
            safe.push(' ');
        }
        defang_token(token, &mut safe);
    }
    safe
}

/// One token without spaces: host-like runs between other characters.
fn defang_token(token: &str, safe: &mut String) {
    let mut rest = token;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_host_character(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        defang_run(run, safe);
        rest = after;
        if let Some(tail) = rest.strip_prefix("\\\\") {
            safe.push_str("[\\\\]");
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix(':') {
            let links = tail.starts_with("//") || (!tail.is_empty() && is_scheme(run));
            safe.push_str(if links { "[:]" } else { ":" });
            rest = tail;
        } else if let Some(other) = rest.chars().next() {
            safe.push(other);
            rest = rest.strip_prefix(other).unwrap_or_default();
        }
    }
}

fn is_host_character(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '_' || is_dot(character)
}

/// The full stop and the characters that IDNA maps to it.
fn is_dot(character: char) -> bool {
    matches!(character, '.' | '\u{3002}' | '\u{FF0E}' | '\u{FF61}')
}

fn is_scheme(run: &str) -> bool {
    let name = run.rsplit(is_dot).next().unwrap_or(run);
    SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(name))
}

/// Brackets every dot of a run that holds a host name or an IPv4 address.
fn defang_run(run: &str, safe: &mut String) {
    let is_host = looks_like_host(run);
    let mut before_is_label = false;
    let mut characters = run.chars().peekable();
    while let Some(character) = characters.next() {
        let dot = is_dot(character);
        let after_is_label = characters.peek().is_some_and(|next| !is_dot(*next));
        if dot && is_host && before_is_label && after_is_label {
            safe.push_str("[.]");
        } else {
            safe.push(character);
        }
        before_is_label = !dot;
    }
}

/// Whether a run has two labels of which a later one could be a top-level domain, or is four numbers.
fn looks_like_host(run: &str) -> bool {
    let labels: Vec<&str> = run.split(is_dot).collect();
    if let [first, last] = labels.as_slice() {
        let is_file = FILE_ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(last));
        if is_file && !first.is_empty() {
            return false;
        }
    }
    let follows = labels.iter().skip(1).zip(&labels);
    let named = follows.into_iter().any(|(label, before)| !before.is_empty() && could_be_top_level(label));
    let numbers =
        labels.iter().filter(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_digit()));
    named || (labels.len() >= 4 && numbers.count() >= 4)
}

/// Two letters or more, alone or before a hyphen, or an encoded international name.
fn could_be_top_level(label: &str) -> bool {
    let word = label.split(['-', '_']).next().unwrap_or(label);
    (word.chars().count() >= 2 && word.chars().all(char::is_alphabetic))
        || label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
}

#[cfg(test)]
#[path = "clean_tests.rs"]
mod tests;
