//! Next steps in words: what is to be done, whose it is, by when.

use crate::domain::{NextStep, Side};

use super::cast::same_person;
use super::compose::desk::{Desk, Draft};
use super::ledger::{Ledger, Origin};
use super::{clip, phrase, say};

/// Words of an action, at the most.
const MAX_ACTION_WORDS: usize = 16;

/// The action as it stands inside a sentence, short enough for a line; `None` when it says nothing.
pub fn action(ledger: &Ledger, step: &NextStep) -> Option<String> {
    let bare = step.action.trim().trim_end_matches(['.', ';', ',', ':']);
    let bare =
        bare.rsplit_once(" (").filter(|(_, aside)| aside.ends_with(')')).map_or(bare, |(before, _)| before);
    let short = if phrase::words(bare) <= MAX_ACTION_WORDS {
        bare.to_owned()
    } else {
        let clip = clip::clip(bare, MAX_ACTION_WORDS, |_| 0)?;
        clip.text.trim_start_matches('…').to_owned()
    };
    (phrase::words(&short) >= 2).then(|| phrase::lower_first(&short, &ledger.cast.all_names()))
}

/// Whose it is, for short; nothing when only the side is known.
pub fn owner(ledger: &Ledger, step: &NextStep) -> Option<String> {
    let owner = step.owner.as_deref().map(str::trim).filter(|owner| !owner.is_empty())?;
    let is_side =
        ["seller", "buyer", "us", "them", "we", "they", "unknown"].contains(&owner.to_lowercase().as_str());
    (!is_side).then(|| ledger.cast.call(owner))
}

/// Which side owes it: the extraction's word, otherwise the owner's.
pub fn side(ledger: &Ledger, step: &NextStep) -> Side {
    match (step.owner_side, step.owner.as_deref()) {
        (Side::Unknown, Some(owner)) if ledger.cast.is_seller(owner) => Side::Seller,
        (Side::Unknown, Some(owner))
            if ledger.cast.players.iter().any(|player| same_person(&player.name, owner)) =>
        {
            Side::Buyer
        }
        (side, _) => side,
    }
}

/// The ways to say a step, the best first: its action, otherwise the words with which it was settled.
pub fn drafts(desk: &Desk<'_>, index: usize, limit: usize) -> Vec<Draft> {
    let Some(step) = desk.ledger.extraction.next_steps.get(index) else { return Vec::new() };
    let owner = owner(desk.ledger, step);
    let when = step.due.as_ref().map(|due| {
        let when = desk.when(due);
        if step.due_ambiguous { format!("{when} (day unclear)") } else { when }
    });
    let cites = desk.cite(Origin::NextStep(index));
    let said = desk.said(Origin::NextStep(index), limit, promises);
    let mut drafts = Vec::new();
    let whats = action(desk.ledger, step).map(|action| (action, Vec::new()));
    let whats = whats.into_iter().chain(said.map(|said| (said.text, said.quotes)));
    for (what, quotes) in whats {
        for owner in [owner.clone(), None] {
            let parts: Vec<String> =
                [Some(what.clone()), owner, when.clone()].into_iter().flatten().collect();
            drafts.push(Draft {
                text: parts.join(" · "),
                cites: cites.clone(),
                quotes: quotes.clone(),
                ..Draft::default()
            });
        }
    }
    drafts
}

/// Prefers the words in which somebody takes something on.
pub fn promises(run: &str) -> i32 {
    let lower = format!(" {} ", run.to_lowercase().replace('’', "'"));
    let cues =
        [" i'll ", " we'll ", " i can ", " send ", " get you ", " bring ", " call ", " ask ", " will "];
    i32::from(cues.iter().any(|cue| lower.contains(cue))) * 3 - say::shortness(run)
}

/// Prefers the words that say what a meeting is for, or when it is.
pub fn about_a_meeting(run: &str) -> i32 {
    let lower = run.to_lowercase();
    let cues = ["demo", "show", "look", "walk", "session", "visit", "meet", "see", "call", "invite"];
    i32::from(cues.iter().any(|cue| lower.contains(cue))) * 2
}

/// The title of an invitation without what the calendar put before it: `HOLD:`, `Tentative`.
pub fn plain_title(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = ["hold", "tentative", "placeholder", "tbc", "provisional"];
    let stripped = title.split_once(':').and_then(|(head, rest)| {
        let head = head.to_lowercase();
        marks.iter().any(|mark| head.starts_with(mark)).then(|| rest.trim().to_owned())
    });
    let title = stripped.unwrap_or(title);
    if say::is_back_channel(&title) { String::new() } else { title }
}
