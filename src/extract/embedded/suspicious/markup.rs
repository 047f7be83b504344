//! What a person does not see or does not say: role tags, comments, scripts, images that carry data out, encoded blobs.

use super::plain::{Plain, is_invisible};

/// Tags with which prompts mark who speaks, and headings of prompts.
#[rustfmt::skip]
const ROLE_TAGS: [&str; 31] = [
    "<|", "|>", "[inst]", "[/inst]", "<<sys>>", "<</sys>>", "<system>", "</system>", "<assistant>",
    "</assistant>", "<instructions>", "</instructions>", "<prompt>", "</prompt>", "### system",
    "### instruction", "###system", "###instruction", "begin system", "end of prompt", "[system]",
    "(system)", "system message:", "system prompt:", "<im_start>", "{{system", "{{/system", "{% system",
    "[//]: #", "system override", "<tool_call>",
];

/// Markup that runs or loads something.
#[rustfmt::skip]
const ACTIVE: [&str; 17] = [
    "<script", "<iframe", "<img", "<svg", "<object", "<embed", "javascript:", "onerror=", "onload=",
    "display:none", "display: none", "visibility:hidden", "font-size:0", "data:text/html", "color:white",
    "color: white", "color:#fff",
];

/// Words beside which an encoded blob is meant to be decoded.
#[rustfmt::skip]
const DECODING: [&str; 12] = [
    "base64", "decode", "decoded", "execute", "eval", "rot13", "hex", "instruction", "instructions",
    "payload", "follow", "run",
];

/// The shortest run of letters and digits that may be an encoded text.
const BLOB: usize = 24;

/// How suspicious the look of a text is: 0, or 3 when something is hidden in it or meant for a parser.
pub(super) fn weigh(text: &str, plain: &Plain) -> u32 {
    let lower = plain.text.as_str();
    let hidden = is_hidden(text)
        || (lower.contains(['<', '[', '#', '(', ':', '|', '=', '{']) && has_markup(lower))
        || (has_blob(text) && plain.has(&DECODING));
    if hidden { 3 } else { 0 }
}

/// Invisible text: tag characters, direction overrides, or several invisible characters inside words.
fn is_hidden(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let tags = |c: char| matches!(c, '\u{e0001}'..='\u{e007f}' | '\u{202d}' | '\u{202e}');
    text.chars().any(tags)
        || text.chars().filter(|c| is_invisible(*c) && *c != '\u{00ad}' && *c != '\u{feff}').count() >= 3
}

fn has_markup(lower: &str) -> bool {
    ROLE_TAGS.iter().chain(&ACTIVE).any(|tag| lower.contains(tag))
        || has_speaking_comment(lower)
        || carries_out(lower)
}

/// An HTML comment that says something; the `<!--StartFragment-->` of a word processor does not.
fn has_speaking_comment(lower: &str) -> bool {
    let Some((_, rest)) = lower.split_once("<!--") else { return false };
    let comment = rest.split("-->").next().unwrap_or_default();
    comment.split_whitespace().count() >= 3
}

/// A Markdown image from the web, or a link whose address is to be filled with data.
fn carries_out(lower: &str) -> bool {
    let image = lower.split("![").skip(1).any(|rest| {
        let target = rest.split("](").nth(1).unwrap_or_default();
        target.starts_with("http") || target.starts_with("//")
    });
    let link = lower.split("](http").skip(1).any(|rest| {
        let address = rest.split([')', ' ']).next().unwrap_or_default();
        address.contains('?')
            && (address.contains(['{', '<', '$'])
                || ["data=", "q=", "leak", "exfil", "secret"].iter().any(|key| address.contains(key)))
    });
    image || link
}

/// A long run without spaces that mixes letters of both cases with digits.
fn has_blob(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='))).any(|run| {
        run.len() >= BLOB
            && run.bytes().any(|byte| byte.is_ascii_lowercase())
            && run.bytes().any(|byte| byte.is_ascii_uppercase())
            && run.bytes().any(|byte| byte.is_ascii_digit() || byte == b'=')
    })
}
