//! What is to come, what is gone, what is refused, and what only bounds: the sense of a mention by the words around it.

use super::calendar::plus;
use super::part::{Form, Part};
use super::words::is_filler;
use super::{Grammar, Sense};
use crate::extract::lexer::Gap;

/// How far around a mention its verb is looked for.
pub(super) const REACH: usize = 12;

/// Sets the sense of every part by the words around it; drops times that only bound.
pub(super) fn judge(grammar: &Grammar<'_, '_>, parts: Vec<Part>) -> Vec<Part> {
    let mut judged: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let follows_past = judged.last().is_some_and(|last| {
            last.sense == Sense::Past
                && part.from - last.until.min(part.from) <= 4
                && (last.until..=part.from).all(|at| grammar.lexemes.gap(at) != Gap::Stop)
        });
        // "Today's Tuesday, by Friday": the day after "today's" is the call's.
        let names_today = judged.last().is_some_and(|last| {
            last.sense == Sense::Bound
                && last.until == part.from
                && grammar.lexemes.text(last.from) == "today"
        });
        let explains = names_today
            || judged.last().is_some_and(|last| last.day.is_some() && last.sense == Sense::Absolute)
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
        // "Today's Tuesday" says which day it is.
        let named =
            self.lexemes.get(part.from).is_some_and(|lexeme| lexeme.text == "today" && lexeme.possessive);
        if named {
            part.sense = Sense::Bound;
            return Some(part);
        }
        part.errand = self.is_errand(part.from);
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

    /// Whether a day is the one on which something is sent: "I'll send that today", "I'll move it this morning".
    fn is_errand(&self, at: usize) -> bool {
        let lexemes = self.lexemes;
        if matches!(lexemes.before(at, 1), "to" | "for") {
            return false;
        }
        let start = lexemes.sentence_start(at, 8);
        (start..at).any(|here| {
            matches!(lexemes.text(here), "send" | "sending" | "email" | "forward" | "shoot" | "invite")
        }) || matches!(lexemes.text(at), "today" | "tonight" | "this" | "right" | "when" | "now")
            && (start..at).any(|here| {
                matches!(lexemes.text(here), "move" | "get" | "put" | "update" | "change" | "take")
            })
    }

    /// The position of the word that governs a mention, behind fillers and prepositions of time.
    pub(super) fn lead(&self, from: usize) -> usize {
        let lexemes = self.lexemes;
        let mut at = from;
        while at > 0 && lexemes.gap(at) < Gap::Stop && from - at < 4 {
            let word = lexemes.text(at - 1);
            if lexemes.gap(at) == Gap::Comma && !is_filler(word) {
                break;
            }
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
        // "Give me till Tuesday" promises Tuesday; so does "I send it until Friday", from speakers of other languages.
        let start = lexemes.sentence_start(lead, REACH);
        let given = two == "gimme" || two == "me" && matches!(lexemes.before(lead, 3), "give" | "gives");
        let promised = (start..lead).any(|at| {
            matches!(
                lexemes.text(at),
                "send" | "sends" | "deliver" | "return" | "answer" | "prepare" | "finish"
            )
        });
        if matches!(one, "until" | "till" | "til") && (given || promised) {
            return None;
        }
        let sense = Sense::Bound;
        if behind || self.negated(lead.saturating_sub(1)) {
            let day = part.day.filter(|_| part.sense == Sense::Absolute);
            return Some(Some(Part { sense, day, clock: None, ..part.clone() }));
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
}
