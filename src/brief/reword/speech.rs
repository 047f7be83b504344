//! How the checks read a sentence: clauses, the stems of their words, and what turns or bends their meaning.

use std::collections::BTreeSet;

use super::super::cast::fold;
use super::super::phrase::{MONTHS, WEEKDAYS};
use super::super::{numbers, words};

/// Words that deny.
const NEGATIONS: &str = "not no never none nothing nobody neither nor without cannot cant dont wont didnt doesnt isnt hardly \
    barely unable refuse refuses refused decline declines declined deny denies denied reject rejects rejected fail fails failed \
    lack lacks lacking avoid avoids stop stops except instead rather unless frozen paused cancelled canceled off unmet unclear \
    unconfirmed unknown nowhere neverending";

/// Words that make what is said depend on something, or leave it open.
const HEDGES: &str = "if unless depends depending assuming provided suppose supposing might maybe perhaps possibly probably \
    hopefully hope hopes hoping guess unlikely wish try trying whether subject pending hold almost nearly";

/// Further words by which a sentence of a brief may say that something is open.
const OPEN: &str = "could may would until till once when before only wants want asked ask asks possible open tentative proposed \
    proposes offered suggested considering thinks think says said needs likely expects expected first after should about \
    condition conditional waiting waits";

/// Verbs that stand for another.
const AUXILIARIES: &str = "do does did can could is are was were has have had will would";

/// Words that say nothing by themselves: never compared.
const FUNCTION: &str = "a an the and or but so of to in on at by for from with as is are was were be been being am has have had \
    having do does did done will would shall should can could may might must it its it's this that these those there here \
    he she they them their his her him we us our you your i me my who whom whose which what when where why how than then \
    into out up down over under again also just very more most some any each other such own same too about after before \
    because until till while during between through per if not no nor only both all yes if's let get got getting make \
    makes made go goes going gone come comes take takes thing things one two three four five six seven eight nine ten \
    still now already yet ever every much many lot bit well like around back onto off down upon says said say tell told";

/// A piece of a text that says one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    /// Its words in lower case, in their order.
    pub(super) words: Vec<String>,
    /// Stems of the words that say something.
    pub(super) stems: BTreeSet<String>,
    /// It denies something.
    pub(super) negated: bool,
    /// How often.
    pub(super) negations: usize,
    /// It, or the sentence around it, leaves something open.
    pub(super) hedged: bool,
    /// It only points at what was said before: "which they do".
    pub(super) only_points: bool,
}

impl Clause {
    fn new(text: &str) -> Option<Self> {
        let words: Vec<String> = lower_words(text);
        if words.is_empty() {
            return None;
        }
        let stems: BTreeSet<String> = words.iter().filter_map(|word| content_stem(word)).collect();
        let negations = words.iter().filter(|word| is_negation(word)).count();
        let hedged = words.iter().any(|word| words::is_in(HEDGES, word));
        let number = |word: &String| {
            word.starts_with(|c: char| c.is_ascii_digit()) || !numbers::values(word).is_empty()
        };
        let only_points = stems.is_empty()
            && words.iter().any(|word| words::is_in(AUXILIARIES, word))
            && !words.iter().any(number);
        Some(Self { words, stems, negated: negations > 0, negations, hedged, only_points })
    }

    /// Whether it says by any word of a brief that something is open.
    pub(super) fn leaves_open(&self) -> bool {
        self.hedged || self.words.iter().any(|word| words::is_in(OPEN, word))
    }
}

/// The clauses of a text, each with the sentence it is from.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for sentence in sentences(text) {
        let start = found.len();
        let mut rest = sentence;
        while let Some((head, tail)) = next_cut(rest) {
            found.extend(Clause::new(head));
            rest = tail;
        }
        found.extend(Clause::new(rest));
        // A condition holds for the whole of its sentence.
        let own = found.get_mut(start..).unwrap_or_default();
        if own.iter().any(|clause| clause.words.iter().any(|word| is_condition(word))) {
            for clause in own {
                clause.hedged = true;
            }
        }
    }
    found
}

/// The sentences of a text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
                matches!(c, '.' | '!' | '?' | '…') && (after.is_empty() || after.starts_with([' ', '”', '"']))
            })
            .map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

/// Where a sentence may be cut: at stops inside it, and at commas behind which a new clause begins.
fn next_cut(text: &str) -> Option<(&str, &str)> {
    text.char_indices().find_map(|(at, c)| {
        let after = text.get(at + c.len_utf8()..)?;
        let cuts = match c {
            ';' | '–' | '—' | '·' | '→' | '(' | ')' => true,
            ':' => after.starts_with(' '),
            ',' => lower_words(after).first().is_some_and(|word| words::is_in(JOINTS, word)),
            _ => false,
        };
        // "…, because" and "… because" part alike.
        let reason = c == ' ' && (after.starts_with("because ") || after.starts_with("but "));
        (cuts || reason).then(|| (text.get(..at).unwrap_or_default(), after))
    })
}

/// Words with which a clause goes on after a comma.
const JOINTS: &str = "and but so because which then that's we i it's they he she not no";

fn is_condition(word: &str) -> bool {
    words::is_in("if unless depends depending assuming provided pending", word)
}

/// Whether a word denies.
pub(super) fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || words::is_in(NEGATIONS, word)
}

/// The words of a text in lower case without accents and possessives; hyphens part words.
pub(super) fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|word| fold(&word.replace('’', "'")).trim_matches('\'').to_owned())
        .map(|word| word.strip_suffix("'s").map_or(word.clone(), str::to_owned))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The stem of a word that says something; `None` for a function word, a number in digits or a single letter.
pub(super) fn content_stem(word: &str) -> Option<String> {
    let says = word.chars().count() > 2
        && !words::is_in(FUNCTION, word)
        && !word.ends_with("n't")
        && !word.contains('\'')
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !is_short_day(word)
        && numbers::values(word).is_empty();
    says.then(|| stem(word))
}

/// `fri`, `jan`: as a brief prints days; they are compared as dates.
fn is_short_day(word: &str) -> bool {
    word.len() == 3 && (WEEKDAYS.iter().chain(&MONTHS)).any(|short| short.eq_ignore_ascii_case(word))
}

/// Cuts the commonest English endings, so that `sign`, `signs` and `signed`, `budget` and `budgets` are one word.
pub(super) fn stem(word: &str) -> String {
    let cut = ["ings", "ing", "ied", "ies", "ers", "ed", "es", "er", "s", "e", "y"].into_iter().find_map(
        |ending| {
            word.strip_suffix(ending)
                .filter(|stem| stem.chars().count() >= 3 && !(ending == "s" && stem.ends_with('s')))
        },
    );
    let bare = cut.unwrap_or(word);
    // `planned` and `plan` are one word.
    let mut letters = bare.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before))
            if cut.is_some() && last == before && bare.chars().count() > 3 && last != 's' && last != 'l' =>
        {
            bare.chars().take(bare.chars().count() - 1).collect()
        }
        _ => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("budget", "budgets"),
            ("sign", "signed"),
            ("plan", "planned"),
            ("lose", "losing"),
            ("confirm", "confirmed"),
            ("lock", "locks"),
            ("carry", "carries"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("process"), stem("procure"));
    }

    #[test]
    fn a_negation_and_a_condition_stay_where_they_are() {
        let found = clauses("I'm not waiting on it, we start in May. If Priya signs, we go.");
        let read: Vec<(bool, bool)> = found.iter().map(|clause| (clause.negated, clause.hedged)).collect();
        assert_eq!(read, [(true, false), (false, false), (false, true), (false, true)]);
    }
}
