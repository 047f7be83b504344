//! Ways of working without a product: spreadsheets, whiteboards, paper, somebody's head.

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::embedded::phrases::Phrases;
use crate::extract::embedded::reading::Word;

/// Words that may stand before the noun and belong to its name.
#[rustfmt::skip]
const QUALIFIERS: [&str; 28] = [
    "big", "shared", "paper", "google", "access", "excel", "old", "giant", "huge", "beautiful", "in-house",
    "homegrown", "home-grown", "answering", "wall", "word", "yellow", "whatsapp", "password", "flat",
    "master", "single", "appointment", "staffing", "temp", "dispatch", "log", "sticky",
];

/// Where ways of working stand in a sentence: the noun with what belongs to it.
pub(super) fn find(words: &[Word<'_>]) -> Vec<Range<usize>> {
    PHRASES.find(words).into_iter().map(|hit| noun(words, hit.words.end)).collect()
}

/// The noun that ends before a word, with its qualifiers.
fn noun(words: &[Word<'_>], end: usize) -> Range<usize> {
    let mut start = end - 1;
    while let Some(before) = start.checked_sub(1)
        && words.get(before).is_some_and(|word| QUALIFIERS.contains(&word.text))
        && end - before <= 3
    {
        start = before;
    }
    start..end
}

static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new(&[TABLE]));

/// The noun is the last word of each.
const TABLE: &[(&str, ())] = &[
    (
        "it|that|this is a|an|the|my|one|all|just|in|on|| a|an|the|| * spreadsheet|spreadsheets|workbook|whiteboard|clipboard|ledger|sheet|excel|paper|database",
        (),
    ),
    (
        "i|we|she|he|they have|has|got|keep|keeps|use|uses|track|tracks|build|built| it|this|them|everything|| in|on|| a|an|the|this|one|my|our|| * spreadsheet|spreadsheets|workbook|whiteboard|clipboard|ledger|database",
        (),
    ),
    ("there is a|an|the|one|this|our * spreadsheet|workbook|whiteboard|clipboard|ledger|database", ()),
    (
        "in|on|into a|an|the|this|one|my|our|his|her * spreadsheet|workbook|whiteboard|clipboard|ledger|database",
        (),
    ),
    ("in excel", ()),
    ("quickbooks and|, excel", ()),
    ("an|the access database", ()),
    (
        "built|wrote|made a|an|the|it|our * calculator|app|tool|database|script|workbook|dashboard|dashboards",
        (),
    ),
    ("it is a web app", ()),
    ("an|our|the answering service", ()),
    ("whatsapp group", ()),
    ("paper tickets|forms|slips|tags|cards|logs|sheets", ()),
    ("password file", ()),
    ("sticky notes", ()),
    ("use|have|pay|got|using an|the|a|two * agency|contractor|bookkeeper|attorney|consultant", ()),
    ("there is a contractor", ()),
    ("have|got|using an|the|a attorney|agency|contractor|consultant", ()),
    ("our own app|tool|system|calculator|database", ()),
    ("homegrown|home-grown|in-house app|tool|system|calculator|database", ()),
];
