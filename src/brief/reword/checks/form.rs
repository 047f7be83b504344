//! What a sentence may be made of.

use crate::domain::SectionKind;
use crate::extract::embedded::suspicious;

use super::super::super::limits::MAX_QUESTION_WORDS;
use super::super::super::render::clean::is_invisible;
use super::super::super::{phrase, words};
use super::super::claim::Claim;
use super::Why;

/// Words of a sentence, at the most.
const MAX_WORDS: usize = 40;
/// Characters of a sentence, at the most.
const MAX_CHARS: usize = 320;
/// Typography that a sentence may hold whatever its facts hold.
const TYPOGRAPHY: &str = "“”‘’–—…·→£€";
/// Characters of markup and addresses.
const MARKUP: &str = "<>{}[]|\\`*_#~^@=";

/// Words that only orders to a machine or bait for a person need in a brief.
const BAIT: &str = "please ignore disregard prompt assistant chatbot llm gpt instruction instructions system json html http https www \
    click download login log password credential credentials iban crypto bitcoin wallet override jailbreak";

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    let text = claim.text;
    if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err(Why::Form("a control character"));
    }
    if text.contains(|c| MARKUP.contains(c)) || text.starts_with(['-', '>', '+']) {
        return Err(Why::Form("markup"));
    }
    if text.contains("//") || text.split_whitespace().any(is_address) {
        return Err(Why::Form("a link"));
    }
    if text.chars().any(|c| !c.is_ascii() && !TYPOGRAPHY.contains(c) && !is_known(claim, c)) {
        return Err(Why::Form("a character that its facts do not hold"));
    }
    if text.matches('“').count() != text.matches('”').count() || text.contains('"') {
        return Err(Why::Form("an open quotation"));
    }
    if [" .", " ,", " ?", " !", " ;", "..", "?!", "!!"].iter().any(|gap| text.contains(gap)) {
        return Err(Why::Form("broken punctuation"));
    }
    let most = if claim.section == SectionKind::Ask { MAX_QUESTION_WORDS } else { MAX_WORDS };
    let words = phrase::words(text);
    if words > most || text.chars().count() > MAX_CHARS {
        return Err(Why::Form("too long"));
    }
    if words < 2 || !text.contains(char::is_alphabetic) {
        return Err(Why::Form("too short"));
    }
    let orders = claim.clauses.iter().flat_map(|clause| &clause.words).any(|word| words::is_in(BAIT, word));
    if orders || !suspicious::find_in_text(text).is_empty() || repeats_order(claim) {
        return Err(Why::Order);
    }
    Ok(())
}

/// `example.com`, `a.b/c`: a dot with letters on both sides, of which the last are no initial.
fn is_address(word: &str) -> bool {
    word.split('.').collect::<Vec<_>>().windows(2).any(|pair| {
        let [before, after] = pair else { return false };
        let letters = after.chars().take_while(|c| c.is_alphabetic()).count();
        before.ends_with(char::is_alphanumeric) && letters >= 2
    })
}

/// Whether a character outside ASCII is in what the sentence cites, so that no letter only looks like another.
fn is_known(claim: &Claim<'_>, c: char) -> bool {
    let spoken = || claim.pieces.iter().any(|piece| piece.text.contains(c));
    let named = || claim.desk.cast().all_names().iter().any(|name| name.contains(c));
    spoken() || named()
}

/// Words in a row by which a passage is recognised.
const RUN: usize = 4;

/// Whether it repeats a passage that tried to instruct.
fn repeats_order(claim: &Claim<'_>) -> bool {
    let own: Vec<String> = words::lower(claim.text).collect();
    claim.desk.ledger.extraction.suspicious.iter().any(|order| {
        let order: Vec<String> = words::lower(order).collect();
        order.windows(RUN).any(|run| own.windows(RUN).any(|other| other == run))
    })
}
