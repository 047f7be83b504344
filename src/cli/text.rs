//! Small ways of showing values to people.

use serde::Serialize;

/// Control characters, except line breaks and tabs, would act on the reader's terminal, and direction marks would turn its text
/// around: they are shown as a replacement mark.
pub(super) fn visible(text: &str) -> String {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if acts(c) { '\u{fffd}' } else { c }).collect()
}

/// Milliseconds as `m:ss` or `h:mm:ss`.
pub(super) fn clock_time(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The word that JSON has for an enum value.
pub(super) fn plain_word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|json| json.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_over_an_hour_have_hours() {
        assert_eq!(clock_time(99_000), "1:39");
        assert_eq!(clock_time(3_723_000), "1:02:03");
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert_eq!(visible("a\tb\nc"), "a\tb\nc");
    }
}
