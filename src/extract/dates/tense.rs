//! What is to come, what is gone, what is refused, and what only bounds.

use super::calendar::plus;
use super::part::{Form, Part};
use super::words::is_filler;
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;

/// How far around a mention its verb is looked for.
const REACH: usize = 12;

/// Sets the sense of every part by the words around it; drops times that only bound.
pub(super) fn judge(grammar: &Grammar<'_, '_>, parts: Vec<Part>) -> Vec<Part> {
    let mut judged: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let follows_past = judged.last().is_some_and(|last| {
            last.sense == Sense::Past
                && part.from - last.until.min(part.from) <= 4
                && (last.until..=part.from).all(|at| grammar.lexemes.gap(at) != Gap::Stop)
        });
        let explains = judged.last().is_some_and(|last| last.day.is_some() && last.sense == Sense::Absolute)
            && grammar.is_aside(part.from);
        let part = if explains && part.day.is_some() { Part { sense: Sense::Bound, ..part } } else { part };
        if let Some(part) = grammar.judged(part, follows_past) {
            judged.push(part);
        }
    }
    judged
}

impl Grammar<'_, '_> {
    fn judged(&self, mut part: Part, follows_past: bool) -> Option<Part> {
        if matches!(part.sense, Sense::Past | Sense::Bound | Sense::SameTime | Sense::SameDay) {
            // A habit or a bygone day that names nothing still tells a reader of the conversation that it is no proposal.
            part.day = part.day.or(Some(self.anchor.day)).filter(|_| part.sense == Sense::Past);
            part.clock = part.clock.filter(|_| part.sense != Sense::Past);
            return Some(part);
        }
        let lead = self.lead(part.from);
        if let Some(bounded) = self.bounded(&part, lead) {
            return bounded;
        }
        if part.day.is_none() && part.form == Form::None && !matches!(part.sense, Sense::ShiftDays(_)) {
            let refused = self.refused_before(part.from);
            return (!refused).then_some(part);
        }
        if follows_past && self.may_be_past(&part) || self.is_past(&part) {
            part.sense = Sense::Past;
        } else if self.refused_before(part.from) || self.refused_behind(&part) {
            part.sense = Sense::Excluded;
        }
        Some(part)
    }

    /// Whether a position lies in a clause that says what somebody else is doing meanwhile: "tomorrow, he's doing inventory today".
    fn is_aside(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        let mut start = at;
        while start > 0 && lexemes.gap(start) < Gap::Comma && at - start < REACH {
            start -= 1;
        }
        let clause = lexemes.gap(start) == Gap::Comma;
        let because = usize::from(matches!(lexemes.text(start), "because" | "cause" | "since" | "as"));
        let subject = start + because;
        let is =
            lexemes.get(subject).is_some_and(|lexeme| lexeme.possessive) || lexemes.text(subject + 1) == "is";
        let meanwhile = (matches!(lexemes.text(subject), "he" | "she" | "it") && is)
            || lexemes.text(subject) == "they're";
        let verb = subject + 1 + usize::from(lexemes.text(subject + 1) == "is");
        clause
            && meanwhile
            && subject < at
            && (lexemes.text(verb).ends_with("ing")
                && !matches!(lexemes.text(verb), "coming" | "joining" | "sending"))
    }

    /// The position of the word that governs a mention, behind fillers and prepositions of time.
    fn lead(&self, from: usize) -> usize {
        let lexemes = self.lexemes;
        let mut at = from;
        while at > 0 && lexemes.gap(at) < Gap::Stop && from - at < 4 {
            let word = lexemes.text(at - 1);
            if !(is_filler(word) || matches!(word, "the" | "about" | "around" | "maybe" | "on")) {
                break;
            }
            at -= 1;
        }
        at
    }

    /// "Before the twenty-seventh" is the day ahead of it; "after", "until" and "since" name no day.
    #[expect(
        clippy::option_option,
        reason = "the outer one says whether a bound was found, the inner whether anything is left"
    )]
    fn bounded(&self, part: &Part, lead: usize) -> Option<Option<Part>> {
        let lexemes = self.lexemes;
        if lead == 0 || lexemes.gap(lead) >= Gap::Comma {
            return None;
        }
        let (one, two) = (lexemes.before(lead, 1), lexemes.before(lead, 2));
        let ahead = one == "before" || (one, two) == ("of", "ahead") || (one, two) == ("to", "prior");
        let behind = matches!(one, "after" | "until" | "till" | "til" | "past" | "beyond" | "unless");
        if (one, two) == ("of", "as") || one == "since" {
            return Some(Some(Part { sense: Sense::Past, clock: None, ..part.clone() }));
        }
        if !(ahead || behind) {
            return None;
        }
        if part.day.is_none() {
            return Some(None);
        }
        if part.clock_first {
            return Some(Some(Part { clock: None, ..part.clone() }));
        }
        // "Give me till Tuesday" promises Tuesday.
        let given = matches!(one, "until" | "till" | "til")
            && (matches!(two, "gimme") || two == "me" && matches!(lexemes.before(lead, 3), "give" | "gives"));
        if given {
            return None;
        }
        let sense = Sense::Bound;
        if behind || self.negated(lead.saturating_sub(1)) {
            return Some(Some(Part { sense, clock: None, ..part.clone() }));
        }
        if matches!(part.sense, Sense::Span { .. })
            || matches!(part.form, Form::Week | Form::Month)
            || lexemes.text(part.from) == "end"
        {
            return None;
        }
        let day = part.day.map(|day| plus(day, -1)).filter(|day| *day >= self.anchor.day).or(part.day);
        Some(Some(Part { day, form: Form::Ahead, clock: None, ..part.clone() }))
    }

    /// Whether the words before a mention refuse it: "not Monday", "I can't do Thursday", "I'm off Friday".
    fn refused_before(&self, from: usize) -> bool {
        let lexemes = self.lexemes;
        let lead = self.lead(from);
        if lead > 0
            && lexemes.gap(lead) < Gap::Comma
            && matches!(
                lexemes.before(lead, 1),
                "off" | "out" | "away" | "closed" | "busy" | "booked" | "slammed" | "swamped" | "gone"
            )
        {
            let verb = lexemes.before(lead, 2);
            return matches!(
                verb,
                "i'm"
                    | "we're"
                    | "he"
                    | "she"
                    | "they're"
                    | "am"
                    | "are"
                    | "is"
                    | "be"
                    | "it"
                    | "everybody"
                    | "everyone"
                    | "fully"
                    | "all"
                    | "who"
                    | "you're"
                    | "that"
                    | "me"
            );
        }
        self.negated(from)
    }

    /// Whether a negation reaches the words at a position.
    fn negated(&self, from: usize) -> bool {
        let lexemes = self.lexemes;
        for back in 1..=5 {
            let Some(at) = from.checked_sub(back) else { return false };
            if lexemes.gap(at + 1) >= Gap::Comma && back > 1 || lexemes.gap(at + 1) == Gap::Stop {
                return false;
            }
            match lexemes.text(at) {
                // "If I don't hear by Thursday", "no later than Friday" set a day.
                "by" | "before" | "until" | "till" | "than" | "after" | "but" | "if" | "mind" | "forget"
                | "see" | "why" | "wait" | "only" => {
                    return false;
                }
                "not" => return !matches!(lexemes.text(at + 1), "sure" | "only" | "just"),
                "won't" | "can't" | "cannot" | "don't" | "couldn't" | "wouldn't" | "doesn't" | "never"
                | "nothing" | "isn't" | "aren't" => {
                    let asks = matches!(lexemes.text(at + 1), "we" | "you" | "i" | "they");
                    return !asks && lexemes.before(at, 1) != "why";
                }
                "no" if back == 1 => return lexemes.gap(from) < Gap::Comma,
                _ => {}
            }
        }
        false
    }

    /// Whether the words behind a mention refuse it: "Thursday's the board day", "Friday I'm in Lubbock", "Monday doesn't work".
    fn refused_behind(&self, part: &Part) -> bool {
        let lexemes = self.lexemes;
        let last = part.until.saturating_sub(1);
        let clitic = lexemes.get(last).is_some_and(|lexeme| lexeme.possessive);
        let opens = {
            let before = lexemes.before(part.from, 1);
            lexemes.gap(part.from) >= Gap::Comma
                || matches!(before, "and" | "so" | "but" | "no" | "well" | "because" | "oh")
        };
        if clitic {
            return opens && !self.welcomes(part.until);
        }
        if lexemes.gap(part.until) >= Gap::Comma {
            return false;
        }
        let next = part.until + 1;
        match lexemes.text(part.until) {
            "is" | "are" => opens && !self.welcomes(next),
            "doesn't" | "won't" | "don't" | "can't" | "wouldn't" => true,
            "no" | "not" => true,
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
        matches!(
            word,
            "good"
                | "fine"
                | "great"
                | "okay"
                | "ok"
                | "perfect"
                | "better"
                | "best"
                | "open"
                | "free"
                | "clear"
                | "easier"
                | "easy"
                | "ideal"
                | "lovely"
                | "wonderful"
                | "doable"
                | "wide"
                | "when"
                | "what"
                | "where"
                | "probably"
                | "always"
                | "still"
                | "around"
                | "available"
                | "here"
                | "back"
                | "flexible"
                | "totally"
                | "possible"
                | "gonna"
                | "going"
                | "happy"
                | "nothing"
                | "for"
                | "it"
                | "sooner"
                | "soonest"
                | "earliest"
                | "latest"
                | "all"
                | "pretty"
                | "also"
                | "just"
                | "that"
                | "time"
                | "usually"
                | "likely"
                | "safer"
                | "safe"
                | "brilliant"
                | "at"
                | "cool"
                | "alright"
        ) || (word == "the"
            && (crate::extract::numerals::ordinal(lexemes, at + 1).is_some()
                || matches!(
                    lexemes.text(at + 1),
                    "latest" | "earliest" | "day" | "best" | "deadline" | "one"
                )))
            || crate::extract::numerals::ordinal(lexemes, at).is_some()
            || crate::extract::numerals::small(lexemes, at).is_some()
    }

    /// Whether the form of a mention leaves it open if it is past.
    fn may_be_past(&self, part: &Part) -> bool {
        let vague = matches!(part.form, Form::Weekday(_) | Form::MonthDay { .. } | Form::NthWeekday { .. });
        let told = ["next", "this", "coming", "tomorrow"].contains(&self.lexemes.text(part.from));
        (vague || part.recent || matches!(part.form, Form::Month) || matches!(part.sense, Sense::Span { .. }))
            && !told
    }

    /// Whether a mention lies in the past by the verb beside it, or by "back in".
    fn is_past(&self, part: &Part) -> bool {
        let lexemes = self.lexemes;
        let (one, two) = (lexemes.before(part.from, 1), lexemes.before(part.from, 2));
        if (two, one) == ("back", "in") || matches!(lexemes.text(part.until), "ago") {
            return true;
        }
        let year_over =
            part.sense != Sense::Absolute && part.day.is_some_and(|day| day.year() < self.anchor.day.year());
        if year_over {
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
        let start = lexemes.sentence_start(part.from).max(part.from.saturating_sub(REACH));
        let end = lexemes.sentence_end(part.until.saturating_sub(1)).min(part.until + REACH);
        (start..part.from)
            .rev()
            .find_map(|at| self.verb_at(at))
            .or_else(|| (part.until..end).find_map(|at| self.verb_at(at)))
    }

    fn verb_at(&self, at: usize) -> Option<Verb> {
        let lexemes = self.lexemes;
        let lexeme = lexemes.get(at)?;
        let word = &*lexeme.text;
        let coming = word.ends_with("'ll")
            || matches!(
                word,
                "will"
                    | "can"
                    | "could"
                    | "would"
                    | "should"
                    | "shall"
                    | "let"
                    | "going"
                    | "gonna"
                    | "want"
                    | "wanna"
                    | "need"
                    | "needs"
                    | "might"
                    | "must"
                    | "plan"
                    | "hope"
                    | "due"
                    | "expires"
                    | "renews"
                    | "ends"
                    | "starts"
                    | "launches"
                    | "try"
                    | "works"
                    | "make"
                    | "call"
                    | "send"
                    | "maybe"
                    | "how"
                    | "gotta"
                    | "say"
                    | "shoot"
            );
        if coming {
            return Some(Verb::Coming);
        }
        let irregular = matches!(
            word,
            "was"
                | "were"
                | "did"
                | "didn't"
                | "wasn't"
                | "weren't"
                | "had"
                | "went"
                | "took"
                | "came"
                | "lost"
                | "left"
                | "sent"
                | "found"
                | "broke"
                | "ran"
                | "paid"
                | "made"
                | "gave"
                | "saw"
                | "hit"
                | "blew"
                | "brought"
                | "bought"
                | "sold"
                | "fell"
                | "froze"
                | "began"
                | "became"
                | "wrote"
                | "spent"
                | "stood"
                | "caught"
                | "threw"
                | "drove"
                | "flew"
                | "died"
                | "met"
                | "quit"
                | "rang"
                | "built"
                | "burned"
                | "burnt"
                | "kept"
                | "knew"
                | "grew"
                | "stuck"
                | "sat"
        );
        // "We had thirty-four go dry" is past; "I had you down for Thursday" speaks of what stands.
        if irregular
            && !(word == "had"
                && matches!(lexemes.text(at + 2), "down" | "booked" | "penciled" | "pencilled"))
        {
            return Some(Verb::Past);
        }
        let regular = word.len() > 4
            && word.ends_with("ed")
            && !matches!(
                word,
                "need"
                    | "speed"
                    | "exceed"
                    | "proceed"
                    | "succeed"
                    | "indeed"
                    | "hundred"
                    | "agreed"
                    | "asked"
                    | "wanted"
                    | "planned"
                    | "hoped"
                    | "scheduled"
                    | "booked"
                    | "moved"
                    | "pushed"
                    | "supposed"
                    | "needed"
                    | "based"
                    | "interested"
                    | "excited"
                    | "used"
                    | "locked"
                    | "tied"
                    | "seed"
                    | "embed"
                    | "feed"
                    | "bleed"
                    | "united"
                    | "detailed"
                    | "requested"
                    | "limited"
            );
        let mut back = 1;
        while matches!(
            lexemes.before(at, back),
            "kind"
                | "sort"
                | "of"
                | "so"
                | "really"
                | "pretty"
                | "totally"
                | "already"
                | "all"
                | "fully"
                | "not"
                | "just"
                | "completely"
        ) {
            back += 1;
        }
        let participle =
            matches!(
                lexemes.before(at, back),
                "i'm"
                    | "we're"
                    | "is"
                    | "are"
                    | "be"
                    | "been"
                    | "being"
                    | "get"
                    | "gets"
                    | "got"
                    | "am"
                    | "they're"
                    | "you're"
                    | "to"
            ) || at.checked_sub(back).and_then(|at| lexemes.get(at)).is_some_and(|lexeme| lexeme.possessive);
        (regular && !participle).then_some(Verb::Past)
    }
}

/// The tense that a verb gives to the day beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Past,
    Coming,
}
