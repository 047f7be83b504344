//! The verb beside a day tells the past from what is to come: "on Friday the server died", "we'll meet Friday".

use std::sync::LazyLock;

use super::part::{Form, Part};
use super::tense::REACH;
use super::{Grammar, Sense};
use crate::extract::hashing::WordSet;
use crate::extract::lexer::Gap;

/// The tense that a verb gives to the day beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Past,
    Coming,
}

/// Words that speak of what is to come.
static COMING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "will can could would should shall let going gonna want wanna need needs might must plan hope due \
         expires renews ends starts launches try works make call send maybe how gotta say shoot sends \
         gets brings gives pulls meets shows asks passes wants takes goes comes locks closes opens \
         begins kicks",
    )
});

/// Irregular verbs in the past.
static IRREGULAR: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "was were did didn't wasn't weren't had went took came lost left sent found broke ran paid made \
         gave saw hit blew brought bought sold fell froze began became wrote spent stood caught threw \
         drove flew died met quit rang built burned burnt kept knew grew stuck sat",
    )
});

/// Words in -ed that say nothing of when, or speak of an arrangement that stands.
static TIMELESS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "need speed exceed proceed succeed indeed hundred agreed asked wanted planned hoped scheduled \
         booked moved pushed supposed needed based interested excited used locked tied seed embed feed \
         bleed united detailed requested limited",
    )
});

/// Words between "is" and a participle: "I'm kind of slammed".
const DEGREES: &[&str] = &[
    "kind",
    "sort",
    "of",
    "so",
    "really",
    "pretty",
    "totally",
    "already",
    "all",
    "fully",
    "not",
    "just",
    "completely",
];

/// Words behind which a word in -ed is a participle.
const AUXILIARIES: &[&str] = &[
    "i'm", "we're", "is", "are", "be", "been", "being", "get", "gets", "got", "am", "they're", "you're", "to",
];

/// Words behind which a word in -ed describes a thing.
const DETERMINERS: &[&str] = &["the", "a", "an", "our", "his", "her", "its", "their", "my", "your", "of"];

/// Words with "back in" of which a month is to come: "circle back in May".
static RETURNING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "circle check come coming get getting be call reach touch go i'm are is they're we're swing ping \
         it write ring he she",
    )
});

impl Grammar<'_, '_> {
    /// Whether the form of a mention leaves it open if it is past.
    pub(super) fn may_be_past(&self, part: &Part) -> bool {
        let vague = matches!(part.form, Form::Weekday(_) | Form::MonthDay { .. } | Form::NthWeekday { .. });
        let told = ["next", "this", "coming", "tomorrow"].contains(&self.lexemes.text(part.from));
        (vague || part.recent || matches!(part.form, Form::Month) || matches!(part.sense, Sense::Span { .. }))
            && !told
    }

    /// Whether a mention lies in the past by the verb beside it, or by "back in".
    pub(super) fn is_past(&self, part: &Part) -> bool {
        let lexemes = self.lexemes;
        let (one, two) = (lexemes.before(part.from, 1), lexemes.before(part.from, 2));
        let returns = RETURNING.contains(lexemes.before(part.from, 3));
        if (two, one) == ("back", "in") && !returns || matches!(lexemes.text(part.until), "ago") {
            return true;
        }
        let year_over =
            part.sense != Sense::Absolute && part.day.is_some_and(|day| day.year() < self.anchor.day.year());
        if year_over {
            return true;
        }
        if one == "by" {
            return false;
        }
        let lead = self.lead(part.from);
        let told = matches!(lexemes.before(lead, 1), "was" | "were" | "dated" | "happened");
        let supposed = matches!(lexemes.before(lead, 2), "if" | "it") && lexemes.before(lead, 3) == "if";
        if told && !supposed && lexemes.gap(lead) < Gap::Comma {
            return true;
        }
        if !self.may_be_past(part) {
            return matches!(part.form, Form::Fixed)
                && lexemes.text(part.from) == "today"
                && self.verb(part) == Some(Verb::Past);
        }
        match self.verb(part) {
            Some(Verb::Past) => true,
            Some(Verb::Coming) => false,
            None => part.recent,
        }
    }

    /// The verb nearest to a mention: before it in the sentence, otherwise behind it.
    fn verb(&self, part: &Part) -> Option<Verb> {
        let lexemes = self.lexemes;
        let start = lexemes.sentence_start(part.from, REACH);
        let end = lexemes.sentence_end(part.until.saturating_sub(1), REACH);
        (start..part.from)
            .rev()
            .find_map(|at| self.verb_at(at))
            .or_else(|| (part.until..end).find_map(|at| self.verb_at(at)))
    }

    fn verb_at(&self, at: usize) -> Option<Verb> {
        let lexemes = self.lexemes;
        let lexeme = lexemes.get(at)?;
        let word = &*lexeme.text;
        let coming = word.ends_with("'ll") || COMING.contains(word);
        if coming {
            return Some(Verb::Coming);
        }
        let irregular = IRREGULAR.contains(word);
        // "We had thirty-four go dry" is past; "I had you down for Thursday" speaks of what stands, "if we had" of what may come.
        let stands =
            word == "had" && matches!(lexemes.text(at + 2), "down" | "booked" | "penciled" | "pencilled");
        let supposes = (1..=3).any(|back| lexemes.before(at, back) == "if");
        // "I shall have it sent on Monday", "it is to be paid Friday".
        let passive = (1..=2)
            .any(|back| matches!(lexemes.before(at, back), "be" | "is" | "are" | "get" | "have" | "having"))
            && !matches!(word, "was" | "were" | "had" | "did");
        if irregular && passive {
            return None;
        }
        if irregular && !stands {
            return Some(if supposes { Verb::Coming } else { Verb::Past });
        }
        // "The masked export" and "Friday the sixth, hashed" describe.
        let describes = DETERMINERS.contains(&lexemes.before(at, 1)) || lexeme.gap >= Gap::Comma;
        let regular = !describes && word.len() > 4 && word.ends_with("ed") && !TIMELESS.contains(word);
        let mut back = 1;
        while DEGREES.contains(&lexemes.before(at, back)) {
            back += 1;
        }
        let participle = AUXILIARIES.contains(&lexemes.before(at, back))
            || at.checked_sub(back).and_then(|at| lexemes.get(at)).is_some_and(|lexeme| lexeme.possessive);
        (regular && !participle).then_some(Verb::Past)
    }
}
