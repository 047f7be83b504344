//! People whom the buyer asked to leave alone: `Please don't go near Joelle`, `leave Dr. Bly to me`.
//!
//! Found in the call itself, whatever the engine made of it: overlooking one can cost the deal.

use crate::domain::{Quote, Side, Transcript};

use super::cast::{Cast, fold};
use super::words;

/// Verbs of getting in touch.
const CONTACT: &str = "go near contact call email mail write talk speak reach bother loop copy cc invite involve approach \
    ring phone ping message pitch send chase bring touch show";

/// The players to be left alone and the words that say so, one for each player, in the order of the calls.
pub fn find(calls: &[Transcript], cast: &Cast) -> Vec<(usize, Quote)> {
    let mut found: Vec<(usize, Quote)> = Vec::new();
    let names: Vec<(usize, Vec<String>)> = cast
        .players
        .iter()
        .enumerate()
        .filter(|(_, player)| !player.on_call)
        .map(|(index, player)| (index, name_words(&player.name)))
        .collect();
    if names.iter().all(|(_, words)| words.is_empty()) {
        return found;
    }
    for call in calls {
        for utterance in call.utterances() {
            let said = call.words(utterance);
            let Some(index) = left_alone(said, &names) else { continue };
            if found.iter().any(|(player, _)| *player == index) {
                continue;
            }
            let Some(quote) = call.quote_all(utterance.id) else { continue };
            if cast.side(&quote) == Side::Buyer {
                found.push((index, quote));
            }
        }
    }
    found
}

fn name_words(name: &str) -> Vec<String> {
    name.split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase) && !word.ends_with('.'))
        .map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| word.chars().count() >= 3 && word != "the")
        .collect()
}

fn left_alone(text: &str, names: &[(usize, Vec<String>)]) -> Option<usize> {
    let text = text.replace("Dr.", "Dr").replace("Mr.", "Mr").replace("Mrs.", "Mrs").replace("Ms.", "Ms");
    text.split_inclusive(['.', '?', '!', ';']).find_map(|sentence| {
        let words: Vec<String> = sentence
            .split_whitespace()
            .map(|word| fold(&word.replace('’', "'")).trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let position = |words: &[String]| {
            words.iter().enumerate().find_map(|(at, word)| {
                let bare = word.strip_suffix("'s").unwrap_or(word);
                let player = names.iter().find(|(_, parts)| parts.iter().any(|part| part == bare))?;
                Some((at, player.0))
            })
        };
        let (at, player) = position(&words)?;
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at + 1..).unwrap_or_default();
        says_leave_alone(before, after).then_some(player)
    })
}

fn says_leave_alone(before: &[String], after: &[String]) -> bool {
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).take(4).collect();
    let left_to_me =
        ends_with_any(&before, &[&["leave"], &["leave", "dr"], &["leave", "mr"], &["leave", "mrs"]])
            && matches!(after.as_slice(), ["to", "me" | "us", ..] | ["alone" | "out", ..]);
    let let_me =
        ends_with_any(&before, &[&["let", "me", "do"], &["let", "me", "handle"], &["i'll", "handle"]]);
    let kept_out = before.last() == Some(&"keep") && after.first() == Some(&"out");
    let stay_away = ends_with_any(&before, &[&["stay", "away", "from"], &["not", "to"], &["and", "not"]]);
    left_to_me || let_me || kept_out || stay_away || forbidden(&before)
}

/// An imperative in the negative before the name: `don't go near`, `please do not call`, `I wouldn't email`.
fn forbidden(before: &[&str]) -> bool {
    let negation =
        before.iter().rposition(|word| matches!(*word, "don't" | "not" | "never" | "wouldn't" | "dont"));
    let Some(at) = negation.filter(|at| before.len() - at <= 6) else { return false };
    let verbs = before.get(at + 1..).unwrap_or_default();
    let somebody_acts =
        verbs.iter().any(|word| matches!(*word, "i" | "i'll" | "we" | "we'll" | "he" | "she" | "they"));
    if somebody_acts || !verbs.iter().any(|word| words::is_in(CONTACT, word)) {
        return false;
    }
    let subject = before.get(..at).and_then(<[&str]>::last).copied();
    match before.get(at).copied() {
        Some("wouldn't") => matches!(subject, None | Some("i" | "you")),
        Some("not") => matches!(subject, Some("do")) && !before.contains(&"i") && !before.contains(&"we"),
        _ => matches!(subject, None | Some("please" | "and" | "just" | "so" | "but" | "no" | "us")),
    }
}

fn ends_with_any(words: &[&str], endings: &[&[&str]]) -> bool {
    endings.iter().any(|ending| words.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> bool {
        let names = vec![(7, name_words("Joelle Marchand"))];
        left_alone(text, &names) == Some(7)
    }

    #[test]
    fn requests_to_leave_somebody_alone_are_heard() {
        for text in [
            "Not until I've seen it. Please don't go near Joelle.",
            "Leave Joelle to me.",
            "No. Oh, no. Leave Dr. Joelle to me.",
            "Let me do Joelle.",
            "Send it to me. Not to Joelle.",
            "I wouldn't call Joelle, she hates that.",
            "Don't email Joelle.",
            "Keep Joelle out of it.",
        ] {
            assert!(alone(text), "{text}");
        }
    }

    #[test]
    fn talk_about_somebody_is_no_request() {
        for text in [
            "I don't call Joelle every day.",
            "We did not send Joelle the numbers.",
            "Joelle does not like screens.",
            "I'll ask Joelle to join.",
            "Don't worry, I'll bring Joelle.",
            "They know that you don't call Joelle before ten.",
        ] {
            assert!(!alone(text), "{text}");
        }
    }
}
