//! The text inside a cue: voice spans, tags and entities.

use html_escape::decode_html_entities;

/// A stretch of cue text by one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The voice named by `<v Name>`; `None` outside such a tag and where it names nobody.
    pub(super) voice: Option<String>,
    /// Plain text.
    pub(super) text: String,
    /// Where it begins in the cue, in bytes.
    pub(super) at: usize,
}

/// Cuts cue text at its voice tags, drops other known tags and decodes entities. What is no tag stays text (`<3`, `<laughs>`).
pub(super) fn spans(cue: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut voice: Option<String> = None;
    let mut text = String::new();
    let mut start = 0;
    let mut rest = cue;
    while let Some((before, from)) = rest.find('<').and_then(|open| rest.split_at_checked(open)) {
        text.push_str(before);
        rest = match tag(from) {
            Some((Tag::Voice(name), after)) => {
                close(&mut spans, voice.take(), &mut text, start);
                voice = Some(plain(name)).filter(|name| !name.is_empty());
                start = cue.len() - after.len();
                after
            }
            Some((Tag::EndVoice, after)) => {
                close(&mut spans, voice.take(), &mut text, start);
                start = cue.len() - after.len();
                after
            }
            Some((Tag::Break, after)) => {
                text.push(' ');
                after
            }
            Some((Tag::Style, after)) => after,
            None => {
                text.push('<');
                from.strip_prefix('<').unwrap_or_default()
            }
        };
    }
    text.push_str(rest);
    close(&mut spans, voice, &mut text, start);
    spans
}

/// Whether there is a voice tag in the text.
pub(super) fn has_voice(cue: &str) -> bool {
    cue.match_indices("<v").any(|(at, _)| matches!(cue.get(at..).and_then(tag), Some((Tag::Voice(_), _))))
}

/// Without tags, entities decoded, one line.
pub(super) fn plain(cue: &str) -> String {
    let text: String = spans(cue).into_iter().map(|span| span.text).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

enum Tag<'a> {
    Voice(&'a str),
    EndVoice,
    Break,
    Style,
}

/// The tag at the start of a text, and what follows it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    const STYLES: &[&str] =
        &["b", "c", "i", "u", "s", "em", "font", "lang", "p", "rt", "ruby", "span", "strong"];
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '<', '\n'])?;
    let (inside, after) = inner.split_at_checked(end)?;
    let after = after.strip_prefix('>')?;
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let name_end = inside.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(name_end)?;
    let name = name.to_ascii_lowercase();
    let kind = match name.as_str() {
        "v" if closing => Tag::EndVoice,
        "v" => Tag::Voice(annotation(attributes)?),
        "br" => Tag::Break,
        style if STYLES.contains(&style) => Tag::Style,
        digits if digits.starts_with(|char: char| char.is_ascii_digit()) => {
            super::times::whole(inside)?;
            Tag::Style
        }
        _ => return None,
    };
    Some((kind, after))
}

/// The name after `v` and its classes: `.loud.first Ada Byron`.
fn annotation(attributes: &str) -> Option<&str> {
    match attributes.chars().next() {
        None => Some(""),
        Some('.') => Some(attributes.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim())),
        Some(char) if char.is_whitespace() => Some(attributes.trim()),
        Some(_) => None,
    }
}

/// Ends the span that was being collected.
fn close(spans: &mut Vec<Span>, voice: Option<String>, text: &mut String, at: usize) {
    if !text.trim().is_empty() {
        spans.push(Span { voice, text: decode_html_entities(text.as_str()).into_owned(), at });
    }
    text.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(cue: &str) -> Vec<(Option<String>, String)> {
        spans(cue).into_iter().map(|span| (span.voice, span.text)).collect()
    }

    #[test]
    fn voices_cut_a_cue_and_other_tags_go() {
        assert_eq!(
            pairs("<v.loud.first Ada Byron>We <i>can</i> <c.red>not</c> <00:00:01.000>wait</v><v Sam>Ok"),
            [
                (Some("Ada Byron".to_owned()), "We can not wait".to_owned()),
                (Some("Sam".to_owned()), "Ok".to_owned())
            ]
        );
    }

    #[test]
    fn text_outside_a_voice_has_none() {
        assert_eq!(
            pairs("<v Ada>Yes</v> hm"),
            [(Some("Ada".to_owned()), "Yes".to_owned()), (None, " hm".to_owned())]
        );
        assert_eq!(pairs("<v >Yes</v>"), [(None, "Yes".to_owned())]);
        assert_eq!(pairs("<v>Yes</v>"), [(None, "Yes".to_owned())]);
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(
            plain("we <3 it, a<b and <laughs> R&amp;D &#39;so&#39; &lt;i&gt;"),
            "we <3 it, a<b and <laughs> R&D 'so' <i>"
        );
    }

    #[test]
    fn a_name_may_hold_entities_and_a_voice_may_stay_open() {
        assert_eq!(
            pairs("<v Reyes &amp; Sons>Hello"),
            [(Some("Reyes & Sons".to_owned()), "Hello".to_owned())]
        );
        assert!(has_voice("x <v Ada>y"));
        assert!(!has_voice("the <value> of it"));
    }
}
