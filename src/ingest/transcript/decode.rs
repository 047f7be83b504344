//! Bytes to text: UTF-8 and UTF-16 with or without a byte order mark, Windows-1252, any line ending.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::transcript::Skipped;

use super::reading::Misread;

const EXPECTED: &str = "a transcript as text, JSON or .docx";

/// Decoded text with `\n` line ends.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// A note about bytes that stood for no character, at the line of the first.
    pub(super) damage: Option<Skipped>,
}

/// Decodes the bytes of a text file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Misread> {
    if let Some(found) = known_binary(bytes) {
        return Err(Misread::not_text(found, EXPECTED));
    }
    let encoding = encoding_of(bytes);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let text = unify_line_ends(&text);
    if is_binary(&text) {
        return Err(Misread::not_text("binary data", EXPECTED));
    }
    let damage = text.find(char::REPLACEMENT_CHARACTER).filter(|_| encoding != WINDOWS_1252).map(|at| {
        let line = text.get(..at).map_or(0, |before| before.matches('\n').count());
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        Skipped {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            why: format!("{count} damaged characters, the first one here"),
        }
    });
    Ok(Decoded { text, damage })
}

/// Files that are often given by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF", "a PDF"),
        (b"{\\rtf", "an RTF document"),
        (b"\xD0\xCF\x11\xE0", "an old Office document (.doc)"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"ID3", "an audio file"),
        (b"OggS", "an audio file"),
        (b"RIFF", "an audio or video file"),
        (b"\x1A\x45\xDF\xA3", "a video file"),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an audio or video file");
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// The byte order mark decides; without one, the zero bytes of UTF-16; then valid UTF-8; then Windows-1252.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return encoding;
    }
    if reads_as_utf_8(bytes) { UTF_8 } else { WINDOWS_1252 }
}

/// UTF-16 of mostly Latin text has a zero in nearly every second byte, always on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    // A damaged file may have a few zeros on the wrong side.
    if second * 4 > pairs && first * 20 < second {
        Some(UTF_16LE)
    } else if first * 4 > pairs && second * 20 < first {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether it is UTF-8, perhaps with a few broken bytes: more characters of several bytes than broken ones.
fn reads_as_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || good > broken
}

/// `\r\n`, `\r\r\n` and `\r` become `\n`; a byte order mark inside (two files joined) and zero bytes go.
fn unify_line_ends(text: &str) -> String {
    let mut unified = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                // "\r\r\n" is one line end that went through two conversions; "\r\r" alone is two lines.
                let mut ahead = chars.clone();
                if chars.peek() == Some(&'\n') {
                    chars.next();
                } else if ahead.next() == Some('\r') && ahead.next() == Some('\n') {
                    chars.next();
                    chars.next();
                }
                unified.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' => unified.push('\n'),
            '\u{FEFF}' | '\0' => {}
            other => unified.push(other),
        }
    }
    unified
}

/// More than a tenth of control and replacement characters.
fn is_binary(text: &str) -> bool {
    let odd = |char: &char| {
        (char.is_control() && !matches!(char, '\n' | '\t' | '\u{1B}')) || *char == char::REPLACEMENT_CHARACTER
    };
    let sample = text.chars().take(8192);
    let (seen, odd) =
        sample.fold((0_usize, 0_usize), |(seen, odds), char| (seen + 1, odds + usize::from(odd(&char))));
    odd * 10 > seen
}
