//! Days that are refused or taken: "not Monday", "I can't do Thursday", "Friday I'm in Lubbock", "Monday's all-hands".

use std::sync::LazyLock;

use super::Grammar;
use super::part::Part;
use super::tense::REACH;
use crate::extract::hashing::WordSet;
use crate::extract::lexer::Gap;
use crate::extract::numerals::{ordinal, small};

/// Words that leave a day free: "Thursday's good", "Friday I'm around".
static WELCOME: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "good fine great okay ok perfect better best open free clear easier easy ideal lovely wonderful \
         doable wide when what where probably always still around available here back flexible totally \
         possible gonna going happy nothing for it sooner soonest earliest latest all pretty also just \
         that time usually likely safer safe brilliant at cool alright",
    )
});

/// Words behind which somebody is not there.
const AWAY: &[&str] = &["off", "out", "away", "closed", "busy", "booked", "slammed", "swamped", "gone"];

/// Words between somebody and "off Monday".
static WHO: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list("i'm we're he she they're am are is be everybody everyone fully all who you're that me")
});

/// What somebody may have on a day that is free.
static OPENINGS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of_list(
        "time slot slots opening room space hour minutes window gap availability free open you it hold \
         down us this that answer meeting call session demo report list file",
    )
});

/// Words that negate what follows.
const NEGATIONS: &[&str] = &[
    "won't", "can't", "cannot", "don't", "couldn't", "wouldn't", "doesn't", "never", "nothing", "isn't",
    "aren't",
];

/// Words that end the reach of a negation: "if I don't hear by Thursday", "no later than Friday" set a day.
const ENDS_NEGATION: &[&str] = &[
    "by", "before", "until", "till", "than", "after", "but", "if", "mind", "forget", "see", "why", "wait",
    "only",
];

impl Grammar<'_, '_> {
    /// Whether the words before a mention refuse it: "not Monday", "I can't do Thursday", "I'm off Friday".
    pub(super) fn refused_before(&self, from: usize) -> bool {
        let lexemes = self.lexemes;
        let lead = self.lead(from);
        if lead > 0 && lexemes.gap(lead) < Gap::Comma && AWAY.contains(&lexemes.before(lead, 1)) {
            return WHO.contains(lexemes.before(lead, 2));
        }
        self.dropped(lead) || self.occupied(lead) || self.negated(from)
    }

    /// "I've got a change freeze next week", "we have the auditors Monday".
    fn occupied(&self, lead: usize) -> bool {
        let lexemes = self.lexemes;
        if lexemes.gap(lead) >= Gap::Comma {
            return false;
        }
        for back in 2..=6 {
            let Some(at) = lead.checked_sub(back) else { return false };
            if lexemes.gap(at + 1) >= Gap::Comma {
                return false;
            }
            let has = match lexemes.text(at) {
                "got" => matches!(lexemes.before(at, 1), "i've" | "we've" | "he" | "she" | "i" | "we"),
                "have" => matches!(lexemes.before(at, 1), "i" | "we"),
                _ => false,
            };
            if has {
                let free = (at + 1..lead).any(|here| OPENINGS.contains(lexemes.text(here)));
                let thing = matches!(lexemes.text(at + 1), "a" | "an" | "the" | "my" | "our");
                return thing
                    && !free
                    && !matches!(lexemes.before(lead, 1), "by" | "for" | "until" | "till" | "in");
            }
        }
        false
    }

    /// "Cancel Friday", "instead of Tuesday", "we'll leave the ninth and I'll move it".
    fn dropped(&self, lead: usize) -> bool {
        let lexemes = self.lexemes;
        let (one, two) = (lexemes.before(lead, 1), lexemes.before(lead, 2));
        if lexemes.gap(lead) >= Gap::Comma {
            return false;
        }
        let moves =
            |word: &str| matches!(word, "move" | "push" | "bump" | "moving" | "pushing" | "reschedule");
        match one {
            "cancel" | "scrap" | "skip" | "ditch" | "kill" | "cancelling" | "canceling" => true,
            "of" => two == "instead",
            "than" => two == "rather",
            "leave" | "drop" | "lose" => {
                (lead..lexemes.sentence_end(lead, REACH)).any(|at| moves(lexemes.text(at)))
            }
            _ => false,
        }
    }

    /// Whether a negation reaches the words at a position.
    pub(super) fn negated(&self, from: usize) -> bool {
        let lexemes = self.lexemes;
        for back in 1..=5 {
            let Some(at) = from.checked_sub(back) else { return false };
            if lexemes.gap(at + 1) >= Gap::Comma && back > 1 || lexemes.gap(at + 1) == Gap::Stop {
                return false;
            }
            let word = lexemes.text(at);
            if ENDS_NEGATION.contains(&word) {
                return false;
            }
            if NEGATIONS.contains(&word) {
                let asks = matches!(lexemes.text(at + 1), "we" | "you" | "i" | "they");
                return !asks && lexemes.before(at, 1) != "why";
            }
            match word {
                "not" => return !matches!(lexemes.text(at + 1), "sure" | "only" | "just"),
                "no" if back == 1 => return lexemes.gap(from) < Gap::Comma,
                _ => {}
            }
        }
        false
    }

    /// Whether the words behind a mention refuse it: "Thursday's the board day", "Friday I'm in Lubbock", "Monday doesn't work".
    pub(super) fn refused_behind(&self, part: &Part) -> bool {
        let lexemes = self.lexemes;
        let last = part.until.saturating_sub(1);
        let clitic = lexemes.get(last).is_some_and(|lexeme| lexeme.possessive);
        let opens = {
            let before = lexemes.before(part.from, 1);
            lexemes.gap(part.from) >= Gap::Comma
                || matches!(
                    before,
                    "and" | "so" | "but" | "no" | "well" | "because" | "cause" | "oh" | "if" | "um" | "uh"
                )
        };
        // "Monday at ten is Dov and Anil" sums up what was agreed.
        let opens = opens && part.clock.is_none();
        if clitic {
            return opens && !self.welcomes(part.until);
        }
        if lexemes.gap(part.until) >= Gap::Comma {
            return false;
        }
        let next = part.until + 1;
        match lexemes.text(part.until) {
            "is" | "are" => opens && !self.welcomes(next),
            "doesn't" | "won't" | "don't" | "can't" | "wouldn't" => {
                lexemes.gap(next) >= Gap::Comma
                    || matches!(lexemes.text(next), "work" | "suit" | "fly" | "do" | "really" | "make")
            }
            "no" | "not" => true,
            "off" => {
                lexemes.text(part.from) == "the"
                    || matches!(lexemes.before(part.from, 1), "got" | "have" | "has" | "take" | "taking")
            }
            "i'm" | "we're" | "he's" | "they're" | "you're" => {
                opens && !self.welcomes(next) && lexemes.text(next) != "sending"
            }
            "i" | "we" | "he" | "she" | "they" => {
                let subject_is = lexemes.get(part.until).is_some_and(|lexeme| lexeme.possessive);
                match lexemes.text(next) {
                    "can't" | "cannot" | "won't" | "couldn't" => true,
                    "have" | "am" | "are" | "is" | "has" if !subject_is => opens && !self.welcomes(next + 1),
                    _ => subject_is && opens && !self.welcomes(next),
                }
            }
            "i've" | "we've" => opens && lexemes.text(next) == "got" && !self.welcomes(next + 1),
            _ => false,
        }
    }

    /// Whether what is said of a day behind "is" leaves it free.
    fn welcomes(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        let word = lexemes.text(at);
        if lexemes.gap(at) >= Gap::Comma {
            return true;
        }
        WELCOME.contains(word)
            || ["able", "ible", "ful", "ent"].iter().any(|ending| word.ends_with(ending))
            || (word == "the"
                && (ordinal(lexemes, at + 1).is_some()
                    || matches!(
                        lexemes.text(at + 1),
                        "latest" | "earliest" | "day" | "best" | "deadline" | "one"
                    )))
            || ordinal(lexemes, at).is_some()
            || small(lexemes, at).is_some()
    }
}
