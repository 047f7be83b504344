//! A quick look that clears most talk before it is read closely.

use std::sync::LazyLock;

use super::plain::{is_foreign, is_invisible};
use crate::extract::hashing::{Hashes, hash_bytes, hashes};

/// A word of at least this many letters and digits may be an encoded text.
const BLOB: usize = 24;

/// So many single letters in a row may be a word spelled out.
const SPELLED: usize = 5;

/// Whether a text may hold anything suspicious. No suspicious text is cleared; most others are.
pub(super) fn may_be_suspicious(text: &str) -> bool {
    has_markup(text)
        || (!text.is_ascii() && text.chars().any(|c| is_invisible(c) || is_foreign(c)))
        || has_word(text)
}

/// Whether a character of markup is in it that goes with one of the marks. Speech has few of them.
fn has_markup(text: &str) -> bool {
    const MARKS: [(u8, &[&str]); 5] = [
        (b'[', &["](", "![", "[/", "[inst]", "[system]"]),
        (b'#', &["###"]),
        (b'=', &["onerror=", "onload="]),
        (b':', &["display:", "color:", "javascript:", "visibility:", "font-size:", "data:text"]),
        (b'(', &["(system)"]),
    ];
    let mut any = false;
    for byte in text.bytes() {
        match byte {
            b'<' | b'{' | b'|' => return true,
            b'[' | b'#' | b'=' | b':' | b'(' => any = true,
            _ => {}
        }
    }
    let seen = |(byte, _): &&(u8, _)| text.as_bytes().contains(byte);
    any && MARKS
        .iter()
        .filter(seen)
        .flat_map(|(_, marks)| *marks)
        .any(|mark| contains_ignoring_case(text, mark))
}

fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Whether a telling word is in it, a word with digits among its letters, a blob, or letters one by one.
fn has_word(text: &str) -> bool {
    let mut singles = 0;
    for word in
        text.as_bytes().split(|byte| !(byte.is_ascii_alphanumeric() || *byte >= 0x80 || *byte == b'\''))
    {
        if word.is_empty() {
            continue;
        }
        singles = if word.len() == 1 { singles + 1 } else { 0 };
        if singles >= SPELLED || word.len() >= BLOB || is_disguised(word) || is_telling(word) {
            return true;
        }
    }
    false
}

/// Whether a few digits stand among more letters.
fn is_disguised(word: &[u8]) -> bool {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = || word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    digits > 0 && letters() > digits.max(2)
}

fn is_telling(word: &[u8]) -> bool {
    static HASHES: LazyLock<Hashes> = LazyLock::new(|| hashes(&TELLING));
    const LONGEST: usize = 16;
    if word.len() > LONGEST {
        return false;
    }
    let mut lower = [0_u8; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    HASHES.contains(&hash_bytes(lower))
}

/// Every suspicious sentence has one of these, or is disguised.
#[rustfmt::skip]
const TELLING: [&str; 133] = [
    "ai", "llm", "llms", "gpt", "chatgpt", "claude", "gemini", "copilot", "bot", "bots", "chatbot",
    "chatbots", "assistant", "assistants", "agent", "agents", "parser", "summariser", "summarizer",
    "summarisers", "summarizers", "summarising", "summarizing", "summarise", "summarize", "summarisation",
    "summarization", "notetaker", "taker", "automated", "automatic", "automatically", "generated",
    "instruction", "instructions", "directive", "directives", "guidelines", "guidance", "prompt", "prompts",
    "override", "overrides", "overriding", "overwrite", "supersede", "supersedes", "ignore", "disregard",
    "forget", "bypass", "discard", "neglect", "void", "jailbreak", "dan", "unrestricted", "unfiltered",
    "developer", "admin", "administrator", "root", "debug", "sudo", "god", "pretend", "roleplay", "obey",
    "comply", "restrictions", "constraints", "safety", "guardrails", "filters", "safeguards", "programming",
    "reveal", "disclose", "leak", "exfiltrate", "curl", "wget", "execute", "payload", "base64", "decode",
    "system", "model", "models", "brief", "recap", "qualified", "unqualified", "disqualified", "verbatim",
    "respond", "response", "output", "persona", "ignoriere", "anweisungen", "ignora", "instrucciones",
    "ignorez", "istruzioni", "negeer", "instructies", "ignorera", "zignoruj", "summary", "rules", "context",
    "note", "notes", "mention", "task", "now", "role", "goal", "objective", "purpose", "hacker", "report",
    "mark", "classify", "delete", "erase", "wipe", "purge", "rank", "confirmed", "approved", "score",
];
