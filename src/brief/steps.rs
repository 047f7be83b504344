//! Next steps in words: what is to be done, whose it is, by when.

use crate::domain::extraction::StepKind;
use crate::domain::{Due, NextStep, Quote, Side, StepStatus};

use super::cast::same_person;
use super::compose::desk::{Desk, Draft};
use super::ledger::{Ledger, Origin};
use super::say::{self, Said, Shown};
use super::{clip, numbers, phrase, words};

/// Words of an action, at the most.
const MAX_ACTION_WORDS: usize = 16;
/// Words of the offer or request that an answer refers to: as few as possible, more where it cannot be cut.
const ASKED_WORDS: [usize; 2] = [11, 17];
/// Words by which a promise may be longer when it cannot be cut shorter.
const LONGER: usize = 8;

/// The action as it stands inside a sentence, short enough for a line; `None` when it says nothing by itself, or only repeats what was
/// said: then the words are shown as words.
pub fn action(ledger: &Ledger, step: &NextStep) -> Option<String> {
    let bare = step.action.trim().trim_end_matches(['.', ';', ',', ':', '?', '!']);
    let bare =
        bare.rsplit_once(" (").filter(|(_, aside)| aside.ends_with(')')).map_or(bare, |(before, _)| before);
    let spoken = plain(bare);
    let said: Vec<String> = step.evidence.iter().map(|quote| plain(quote.text())).collect();
    if spoken.is_empty() || said.join(" ").contains(&spoken) {
        return None;
    }
    let short = if phrase::words(bare) <= MAX_ACTION_WORDS {
        bare.to_owned()
    } else {
        let clip = clip::clip(bare, MAX_ACTION_WORDS, |_| 0)?;
        clip.text.trim_matches('…').to_owned()
    };
    (phrase::words(&short) >= 2).then(|| phrase::lower_first(&short, &ledger.cast.all_names()))
}

/// Letters and digits of a text with single spaces, to tell whether one repeats the other.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
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

/// Whether two steps are one thing said twice: agreed for the same day and neither something sent; or refused in one breath.
pub fn is_echo(ledger: &Ledger, first: &NextStep, second: &NextStep) -> bool {
    if first.status == StepStatus::Declined && second.status == StepStatus::Declined {
        let only_offered =
            |step: &NextStep| step.evidence.iter().all(|quote| ledger.cast.side(quote) == Side::Seller);
        let near = first.evidence.iter().any(|one| second.evidence.iter().any(|other| is_near(one, other)));
        return near && (only_offered(first) || only_offered(second));
    }
    let date = |step: &NextStep| step.due.as_ref().map(Due::date);
    let settles = |step: &NextStep| !matches!(step.kind, StepKind::Delivery | StepKind::Internal);
    first.status == second.status
        && date(first).is_some()
        && date(first) == date(second)
        && settles(first)
        && settles(second)
}

/// Utterances between an offer and its refusal.
const ONE_BREATH: u32 = 2;

fn is_near(one: &Quote, other: &Quote) -> bool {
    one.transcript() == other.transcript() && one.utterance().0.abs_diff(other.utterance().0) <= ONE_BREATH
}

/// Whether the step's words say neither what nor when: nothing that a line could show.
pub fn is_empty(desk: &Desk<'_>, index: usize, limit: usize) -> bool {
    let Some(step) = desk.ledger.extraction.next_steps.get(index) else { return true };
    (step.due.is_none() || step.owner.is_none()) && is_unclear(desk, index, limit)
}

/// Whether the step's words do not say what is to be done.
pub fn is_unclear(desk: &Desk<'_>, index: usize, limit: usize) -> bool {
    let Some(step) = desk.ledger.extraction.next_steps.get(index) else { return true };
    if action(desk.ledger, step).is_some() {
        return false;
    }
    promise(desk, index, limit).is_none_or(|said| is_vague(&said.text) && asked(desk, index, &said).is_none())
}

/// The ways to say a step, the best first: its action, otherwise the words with which it was settled, after what they answer.
pub fn drafts(desk: &Desk<'_>, index: usize, limit: usize) -> Vec<Draft> {
    let Some(step) = desk.ledger.extraction.next_steps.get(index) else { return Vec::new() };
    let owner = owner(desk.ledger, step);
    let when = step.due.as_ref().map(|due| {
        let when = desk.when(due);
        if step.due_ambiguous { format!("{when} (day unclear)") } else { when }
    });
    let cites = desk.cite(Origin::NextStep(index));
    let mut whats: Vec<(String, Vec<Quote>)> = Vec::new();
    whats.extend(action(desk.ledger, step).map(|action| (action, Vec::new())));
    if let Some(said) = promise(desk, index, limit) {
        if is_vague(&said.text)
            && let Some(asked) = asked(desk, index, &said)
        {
            let quotes = asked.quotes.into_iter().chain(said.quotes.clone()).collect();
            whats.push((format!("{} → {}", asked.text, said.text), quotes));
        }
        whats.push((said.text, said.quotes));
    }
    let mut drafts = Vec::new();
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

/// The words in which somebody takes it on, the owner's own before others'.
fn promise(desk: &Desk<'_>, index: usize, limit: usize) -> Option<Said> {
    let step = desk.ledger.extraction.next_steps.get(index)?;
    let side = side(desk.ledger, step);
    let settled = desk.fresh(Origin::NextStep(index)).into_iter().filter(|quote| is_settling(step, quote));
    let quotes: Vec<&Quote> = settled.collect();
    let own: Vec<&Quote> = quotes
        .iter()
        .copied()
        .filter(|quote| side == Side::Unknown || desk.cast().side(quote) == side)
        .collect();
    [(&own, limit), (&own, limit + LONGER), (&quotes, limit), (&quotes, limit + LONGER)]
        .into_iter()
        .find_map(|(quotes, limit)| say::best(quotes.iter().copied(), &Shown::default(), limit, promises))
}

/// Whether a quote is among those that settled the step, or completes one of them; what was only said before is not.
fn is_settling(step: &NextStep, quote: &Quote) -> bool {
    step.evidence.iter().any(|settling| {
        settling == quote
            || (settling.speaker() == quote.speaker()
                && settling.utterance().0.abs_diff(quote.utterance().0) <= 2)
    })
}

/// What a vague answer refers to: the words of the other side in the same exchange.
pub fn asked(desk: &Desk<'_>, index: usize, answer: &Said) -> Option<Said> {
    let answering = answer.first().map(|quote| desk.cast().side(quote))?;
    let first = answer.first()?;
    let mut quotes: Vec<&Quote> = desk.fresh(Origin::NextStep(index));
    quotes.retain(|quote| {
        desk.cast().side(quote) != answering
            && quote.speaker() != first.speaker()
            && quote.utterance() < first.utterance()
    });
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.utterance()));
    let asks = |run: &str| {
        let content = i32::try_from(content_words(run)).unwrap_or_default();
        2 * content.min(4) + if run.ends_with('?') { 5 } else { 0 } - say::shortness(run)
    };
    let says = |said: &Said| content_words(&said.text) >= 2 && !say::is_bare(&said.text);
    let passages = say::passages(&quotes);
    passages
        .iter()
        .find_map(|passage| ASKED_WORDS.iter().filter_map(|limit| passage.cut(*limit, asks)).find(says))
}

/// Whether a promise does not say by itself what is promised: `I can send it Monday`.
pub fn is_vague(text: &str) -> bool {
    let lower = text.to_lowercase();
    let says_so = ["call", "ring", "phone", "meet", "demo", "visit"].iter().any(|word| lower.contains(word));
    content_words(text) < 2 && !says_so
}

/// Words that name no thing: persons, times, and the verbs of promising.
const EMPTY: &str = "i i'll we'll we you he she they it it's that that's those these this them him her me us one some \
    something anything a an the to of for by on in at and or so but can could would will i'd send \
    sending get give do have has got make put take bring ask see let let's try work works is are was \
    be if then there yes yeah yep no not okay ok sure good great perfect fine right well um uh oh \
    like just maybe please today tomorrow tonight morning afternoon week next monday tuesday \
    wednesday thursday friday first day end before after over out up back off done don't won't both \
    all now your my";

/// Words that name a thing, rather than a person, a time, or the promise itself.
fn content_words(text: &str) -> usize {
    words::lower(text)
        .filter(|word| word.chars().count() > 1 && !words::is_in(EMPTY, word) && !is_calendar(word))
        .count()
}

fn is_calendar(word: &str) -> bool {
    let month = phrase::MONTHS.iter().any(|month| word.starts_with(&month.to_lowercase()));
    let ordinal =
        word.ends_with("th") || word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd");
    (month && word != "mark" && word != "market")
        || (ordinal && !numbers::values(word).is_empty())
        || matches!(
            word,
            "fifth" | "tenth" | "twelfth" | "fifteenth" | "sixteenth" | "twentieth" | "thirtieth" | "o'clock"
        )
}

/// Prefers the words in which somebody takes something on.
pub fn promises(run: &str) -> i32 {
    let lower = format!(" {} ", run.to_lowercase().replace('’', "'"));
    let cues =
        [" i'll ", " we'll ", " i can ", " send ", " get you ", " bring ", " call ", " ask ", " will "];
    let things = i32::try_from(content_words(run).min(2)).unwrap_or_default();
    let long = i32::try_from(phrase::words(run).saturating_sub(9) / 2).unwrap_or_default();
    i32::from(cues.iter().any(|cue| lower.contains(cue))) * 5 + things - long
}

/// Prefers the words that say what a meeting is for, or when it is.
pub fn about_a_meeting(run: &str) -> i32 {
    let lower = run.to_lowercase();
    let cues = ["demo", "show", "look", "walk", "session", "visit", "meet", "see", "call", "invite"];
    i32::from(cues.iter().any(|cue| lower.contains(cue))) * 2
}

/// Whether the words move a meeting that was set before.
pub fn moves(quote: &Quote) -> bool {
    let text = quote.text().to_lowercase();
    ["move", "instead", "push it", "reschedul", "the old one"].iter().any(|cue| text.contains(cue))
}

/// Whether the words speak of a call some day rather than of a meeting with the account executive.
pub fn is_call_back(step: &NextStep) -> bool {
    let words = step.evidence.iter().fold(step.action.to_lowercase(), |all, quote| {
        all + " " + &quote.text().to_lowercase().replace('’', "'")
    });
    let call = [
        "call me",
        "ring me",
        "call you",
        "i'll call",
        "ring you",
        "ping",
        "try me",
        "check in",
        "touch base",
        "circle back",
        "reach out",
        "shout",
        "give me a call",
        "call back",
        "callback",
    ];
    let meeting = ["demo", "session", "visit", "walk", "invite", "screen", "show you", "survey"];
    call.iter().any(|cue| words.contains(cue)) && !meeting.iter().any(|cue| words.contains(cue))
}

/// The title of an invitation in quotation marks, without what the calendar put before it (`HOLD:`, `Tentative`) and without the
/// account's name; an aside behind the name stays: `“Berthly demo” (own docks)`.
pub fn quoted_title(title: &str, account: Option<&str>) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks = ["hold", "tentative", "placeholder", "tbc", "provisional"];
    let stripped = title.split_once(':').and_then(|(head, rest)| {
        let head = head.to_lowercase();
        marks.iter().any(|mark| head.starts_with(mark)).then(|| rest.trim().to_owned())
    });
    let title = stripped.unwrap_or(title);
    if say::is_back_channel(&title) {
        return None;
    }
    let account =
        account.and_then(|account| account.split_whitespace().find(|word| word.chars().count() > 3));
    let parts = account.and_then(|account| {
        let splits =
            [" - ", " – ", " / ", ": "].into_iter().filter_map(|separator| title.split_once(separator));
        splits.flat_map(|(head, tail)| [(head, tail), (tail, head)]).find(|(kept, cut)| {
            let says = kept.split(' ').any(|word| word.starts_with(char::is_lowercase));
            cut.contains(account) && !kept.contains(account) && says
        })
    });
    let Some((kept, cut)) = parts else { return Some(format!("“{title}”")) };
    let aside =
        cut.split_once('(').and_then(|(_, aside)| aside.split_once(')')).map(|(aside, _)| aside.trim());
    let aside =
        aside.filter(|aside| !marks.contains(&aside.to_lowercase().as_str()) && phrase::words(aside) <= 6);
    Some(match aside {
        Some(aside) => format!("“{}” ({aside})", kept.trim()),
        None => format!("“{}”", kept.trim()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_shown_without_the_calendar_and_the_account() {
        let account = Some("Aldergate Risk Partners");
        for (title, shown) in [
            (
                "Proofbind demo - Aldergate Risk Partners (own certificates)",
                "“Proofbind demo” (own certificates)",
            ),
            ("HOLD: Quotewell intro - Aldergate", "“Quotewell intro”"),
            ("Aldergate: Forecast session / Ann Vale", "“Forecast session / Ann Vale”"),
            ("Plant visit", "“Plant visit”"),
            ("Proofbind - Aldergate (TBC)", "“Proofbind - Aldergate (TBC)”"),
        ] {
            assert_eq!(quoted_title(title, account).as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_promise_without_its_thing_is_vague() {
        assert!(is_vague("I can send it Monday."));
        assert!(is_vague("I'll do that tomorrow."));
        assert!(!is_vague("I'll send the security package."));
        assert!(!is_vague("Call me after the fourteenth."));
    }
}
