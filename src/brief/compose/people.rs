//! Who is in the room and who is not, with the part they play and what shows it; whom to leave alone.

use crate::domain::brief::Tone;
use crate::domain::{FactId, Quote, Role, Side};

use super::super::cast::Player;
use super::super::ledger::Origin;
use super::super::limits::MAX_PEOPLE;
use super::super::say::{self, Shown};
use super::super::{phrase, words};
use super::desk::{Desk, Draft, Item};

/// Words of the quote that shows somebody's part.
const QUOTE_WORDS: usize = 11;
/// The same for somebody who decides or can stop it.
const DECIDER_WORDS: usize = 16;

/// Words of a line that costs so little that it is spared late.
const SHORT_WORDS: usize = 7;
/// How easily such a line is spared.
const SPARE_OF_SHORT: u8 = 13;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut chosen: Vec<usize> = (0..desk.cast().players.len()).collect();
    chosen.sort_by_key(|index| (rank(desk, *index), *index));
    chosen.truncate(MAX_PEOPLE);
    let present = |desk: &Desk<'_>, index: usize| {
        desk.cast().players.get(index).is_some_and(|player| player.invited() || player.on_call)
    };
    let order = chosen.clone();
    chosen.sort_by_key(|index| (!present(desk, *index), *index));
    let spare = |index: usize| match order.iter().position(|other| *other == index).unwrap_or_default() {
        0 | 1 => 0,
        2 => 25,
        3 => 50,
        _ => 58,
    };
    let mut items = Vec::new();
    for index in chosen {
        let spare = if must_stay(desk, index) { 0 } else { spare(index) };
        let drafts = drafts(desk, index);
        if !drafts.is_empty() {
            let mut item = desk.item(spare, drafts);
            if let Some(item) = &mut item
                && phrase::words(&item.line.text) <= SHORT_WORDS
            {
                item.spare = item.spare.min(SPARE_OF_SHORT);
            }
            items.extend(item);
            desk.introduced.insert(index);
        }
    }
    items.extend(others_to_leave_alone(desk, &order));
    items
}

/// Somebody who can stop it, or whom to leave alone, is never left out.
fn must_stay(desk: &Desk<'_>, index: usize) -> bool {
    let blocks = desk.cast().players.get(index).is_some_and(|player| player.role == Role::Blocker);
    blocks || desk.ledger.id(Origin::KeepAway(index)).is_some()
}

fn rank(desk: &Desk<'_>, index: usize) -> u8 {
    let Some(player) = desk.cast().players.get(index) else { return u8::MAX };
    if must_stay(desk, index) {
        return 0;
    }
    let absent_from_call = u8::from(desk.has_call && player.invited() && !player.on_call);
    match player.role {
        Role::EconomicBuyer => 1,
        Role::DecisionMaker => 2,
        Role::Champion => 3,
        Role::TechnicalEvaluator => 5,
        _ if absent_from_call == 1 => 4,
        Role::Influencer if player.on_call => 5,
        Role::Influencer => 6,
        Role::EndUser if player.on_call => 7,
        Role::Unknown if player.stakeholder.is_none() => 9,
        _ => 8,
    }
}

fn drafts(desk: &Desk<'_>, index: usize) -> Vec<Draft> {
    let Some(player) = desk.cast().players.get(index) else { return Vec::new() };
    let alone = desk.ledger.id(Origin::KeepAway(index));
    let mut cites: Vec<FactId> = desk.cite(Origin::Person(index));
    cites.extend(alone);
    let place = place(desk, index);
    let role = (player.role != Role::Unknown).then(|| player.role.label());
    let warning = alone.map(|_| "do NOT contact");
    let what: Vec<&str> = [role, place, warning].into_iter().flatten().collect();
    let said = said(desk, index, alone.is_some());
    let idle = matches!(player.role, Role::EndUser | Role::Influencer | Role::Unknown) && !player.invited();
    if said.is_none() && alone.is_none() && idle {
        return Vec::new();
    }
    let plain = matches!(player.role, Role::EndUser | Role::Influencer | Role::Unknown);
    if plain && said.is_none() && alone.is_none() && player.on_call {
        return Vec::new();
    }
    let expected = player.invited() && (player.on_call || !desk.has_call);
    if role.is_none()
        && said.is_none()
        && alone.is_none()
        && (expected || player.stakeholder.is_none() && player.on_call)
    {
        return Vec::new();
    }
    let tone = if alone.is_some() || player.role == Role::Blocker { Tone::Warning } else { Tone::Plain };
    let introduced = desk.introduced.contains(&index);
    let name = if introduced { player.short.clone() } else { player.name.clone() };
    let titled = player
        .title
        .as_deref()
        .filter(|title| !introduced && is_short_title(title) && !title.contains(&player.short));
    let leads = titled.map(|title| format!("{name}, {title}")).into_iter().chain([name.clone()]);
    let mut drafts = Vec::new();
    for lead in leads {
        for said in said.iter().map(Some).chain([None]) {
            let (words, quotes) =
                said.map_or((None, Vec::new()), |said| (Some(said.0.as_str()), said.1.clone()));
            let text = match (what.is_empty(), words) {
                (false, Some(words)) => format!("{}: {words}", what.join(", ")),
                (false, None) => what.join(", "),
                (true, Some(words)) => words.to_owned(),
                (true, None) => continue,
            };
            drafts.push(Draft { lead: Some(lead.clone()), text, tone, cites: cites.clone(), quotes });
        }
    }
    drafts
}

/// Where the person is, as far as the reader does not take it for granted.
fn place(desk: &Desk<'_>, index: usize) -> Option<&'static str> {
    let player = desk.cast().players.get(index)?;
    let has_invited = desk.cast().players.iter().any(Player::invited);
    match (player.invited(), player.on_call) {
        (true, true) => Some("in the room"),
        (true, false) if desk.has_call && desk.cast().has_strangers() => Some("invited, not heard by name"),
        (true, false) if desk.has_call => Some("invited, not on the call"),
        (true, false) => None,
        (false, true) if has_invited => Some("on the call, not invited"),
        (false, true) => Some("on the call"),
        (false, false) if has_invited => Some("not in the room"),
        (false, false) => Some("not on the call"),
    }
}

/// The words that show the part: for somebody to be left alone the request itself.
fn said(desk: &Desk<'_>, index: usize, alone: bool) -> Option<(String, Vec<Quote>)> {
    let player = desk.cast().players.get(index)?;
    if alone {
        let names = |run: &str| i32::from(run.contains(&player.short)) * 6;
        if let Some(said) = desk.said(Origin::KeepAway(index), QUOTE_WORDS, names) {
            return Some((said.text, said.quotes));
        }
    }
    let decides = matches!(player.role, Role::EconomicBuyer | Role::DecisionMaker | Role::Blocker);
    let limit = if decides { DECIDER_WORDS } else { QUOTE_WORDS };
    let wants =
        |run: &str| i32::from(shows_part(run, player)) * 8 + i32::from(run.contains(&player.short)) * 2;
    let quotes = desk.fresh(Origin::Person(index)).into_iter();
    let theirs = quotes.filter(|quote| desk.cast().side(quote) != Side::Seller);
    let said =
        say::best(theirs, &Shown::default(), limit, wants).filter(|said| shows_part(&said.text, player))?;
    Some((said.text, said.quotes))
}

/// Phrases of deciding, paying, judging, stopping and wanting; a bar stands between them.
const PART_CUES: &str = " sign | sign,| signs|signed|decid|decision|approv|money|the check|a check|budget|recommend|veto|kill|block|stop|final|says no|\
    says yes|say yes|say no|my call| up to |hate|blessing|report to|last word| vote|committee|listens|has to see|wants to see|\
    pays|signature|get it past|go through|goes through|goes to|take it to|bring it to|her okay|his okay|questionnaire|\
    integration|long spring|push|love to|walk it|convince|want it|turned down|go over|looks at|writes";

/// Phrases that say what somebody is.
const TITLE_CUES: &str = "he's our|she's our|is our|he's the|she's the|i run |my job|i'm head| owns|i own|my boss|my deputy|\
    in charge|responsible|runs |he does|she does|wrong person";

/// Whether words show somebody's part in the decision, or at least who they are.
fn shows_part(run: &str, player: &Player) -> bool {
    let lower = words::padded(run);
    let has = |cues: &str| cues.split('|').any(|cue| lower.contains(cue));
    let name = player.short.to_lowercase();
    let about = if player.on_call {
        has(" i | i'| me| my | mine") || lower.contains(&name)
    } else {
        lower.contains(&name) || has(" he | he'| she | she'| they | her | him ")
    };
    let body = !player.is_named() && lower.contains(&name);
    about && (has(PART_CUES) || has(TITLE_CUES)) || body || has("it's mine|it's me.|my signature|i can sign")
}

fn is_short_title(title: &str) -> bool {
    title.split_whitespace().count() <= 6
}

/// People to be left alone who found no line of their own.
fn others_to_leave_alone(desk: &mut Desk<'_>, told: &[usize]) -> Option<Item> {
    let others: Vec<usize> = (0..desk.cast().players.len())
        .filter(|index| !told.contains(index) && desk.ledger.id(Origin::KeepAway(*index)).is_some())
        .collect();
    if others.is_empty() {
        return None;
    }
    let cites = others
        .iter()
        .flat_map(|index| {
            desk.cite(Origin::KeepAway(*index)).into_iter().chain(desk.cite(Origin::Person(*index)))
        })
        .collect();
    let names: Vec<String> = others.iter().take(8).map(|index| desk.mention(*index)).collect();
    let text = format!("do NOT contact {}.", names.join(", "));
    desk.item(0, [Draft { text, tone: Tone::Warning, cites, ..Draft::default() }])
}
