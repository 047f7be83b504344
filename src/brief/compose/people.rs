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

/// How easily a line without words of the call is spared: it costs little.
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
    let mut items: Vec<Item> = Vec::new();
    let mut silent: Vec<(Part, u8)> = Vec::new();
    for index in chosen {
        let Some(part) = Part::new(desk, index) else { continue };
        let spare = if must_stay(desk, index) { 0 } else { spare(index) };
        if part.said.is_some() {
            items.extend(desk.item(spare, part.drafts()));
        } else {
            silent.push((part, spare.min(SPARE_OF_SHORT)));
        }
        desk.introduced.insert(index);
    }
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        silent.into_iter().partition(|(part, _)| part.place == Some(HERE));
    let mut all = without_words(desk, &here);
    all.extend(items);
    all.extend(without_words(desk, &elsewhere));
    all.extend(others_to_leave_alone(desk, &order));
    all
}

/// Where somebody is who was on the call and is invited.
const HERE: &str = "in the room";

/// People of whom nothing telling was said share a line with those in the same place.
fn without_words(desk: &mut Desk<'_>, silent: &[(Part, u8)]) -> Vec<Item> {
    let mut groups: Vec<Vec<&(Part, u8)>> = Vec::new();
    for member in silent {
        let same = |group: &&mut Vec<&(Part, u8)>| {
            group
                .first()
                .is_some_and(|(other, _)| other.place == member.0.place && other.tone == member.0.tone)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(member),
            None => groups.push(vec![member]),
        }
    }
    groups
        .into_iter()
        .filter_map(|group| {
            let (first, _) = group.first()?;
            let names: Vec<String> = group.iter().map(|(part, _)| part.short_form(desk)).collect();
            let spare = group.iter().map(|(_, spare)| *spare).min().unwrap_or_default();
            let draft = Draft {
                lead: first.place.map(phrase::upper_first),
                text: names.join(" · "),
                tone: first.tone,
                cites: group.iter().flat_map(|(part, _)| part.cites.iter().copied()).collect(),
                quotes: Vec::new(),
            };
            desk.item(spare, [draft])
        })
        .collect()
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

/// What the reader is told of one person.
#[derive(Debug)]
struct Part {
    name: String,
    /// Job title, where it is short and the name does not say it.
    title: Option<String>,
    role: Option<&'static str>,
    place: Option<&'static str>,
    /// The buyer asked to leave them alone.
    alone: bool,
    /// The words that show the part.
    said: Option<(String, Vec<Quote>)>,
    tone: Tone,
    cites: Vec<FactId>,
}

impl Part {
    /// `None` when the header says all there is to say.
    fn new(desk: &Desk<'_>, index: usize) -> Option<Self> {
        let player = desk.cast().players.get(index)?;
        let keep_away = desk.ledger.id(Origin::KeepAway(index));
        let said = said(desk, index, keep_away.is_some());
        let plain = matches!(player.role, Role::EndUser | Role::Influencer | Role::Unknown);
        let expected = player.on_call || (player.invited() && !desk.has_call);
        if said.is_none() && keep_away.is_none() && plain && (expected || !player.invited()) {
            return None;
        }
        let introduced = desk.introduced.contains(&index);
        let title = player.title.as_deref().filter(|title| {
            !introduced && title.split_whitespace().count() <= TITLE_WORDS && !title.contains(&player.short)
        });
        let warns = keep_away.is_some() || player.role == Role::Blocker;
        Some(Self {
            name: if introduced { player.short.clone() } else { player.name.clone() },
            title: title.map(str::to_owned),
            role: (player.role != Role::Unknown).then(|| player.role.label()),
            place: place(desk, index),
            alone: keep_away.is_some(),
            said,
            tone: if warns { Tone::Warning } else { Tone::Plain },
            cites: desk.cite(Origin::Person(index)).into_iter().chain(keep_away).collect(),
        })
    }

    /// A line of their own: part, place, and the words.
    fn drafts(&self) -> Vec<Draft> {
        let warning = self.alone.then_some("do NOT contact");
        let what: Vec<&str> = [self.role, self.place, warning].into_iter().flatten().collect();
        let titled = self.title.as_ref().map(|title| format!("{}, {title}", self.name));
        let mut drafts = Vec::new();
        for lead in titled.into_iter().chain([self.name.clone()]) {
            for said in [self.said.as_ref(), None] {
                let words = said.map(|(words, _)| words.as_str());
                let text = match (what.is_empty(), words) {
                    (false, Some(words)) => format!("{}: {words}", what.join(", ")),
                    (false, None) => what.join(", "),
                    (true, Some(words)) => words.to_owned(),
                    (true, None) => continue,
                };
                let quotes = said.map(|(_, quotes)| quotes.clone()).unwrap_or_default();
                let cites = self.cites.clone();
                drafts.push(Draft { lead: Some(lead.clone()), text, tone: self.tone, cites, quotes });
            }
        }
        drafts
    }

    /// `Tevita Fonoti, COO (economic buyer)`, with the title where its evidence holds it.
    fn short_form(&self, desk: &Desk<'_>) -> String {
        let titled = self.title.as_ref().map(|title| format!("{}, {title}", self.name));
        let proven = titled.filter(|text| {
            desk.holds(&Draft { text: text.clone(), cites: self.cites.clone(), ..Draft::default() })
        });
        let name = proven.unwrap_or_else(|| self.name.clone());
        let role = self.role.map(|role| format!(" ({role})")).unwrap_or_default();
        let warning = if self.alone { ", do NOT contact" } else { "" };
        format!("{name}{role}{warning}")
    }
}

/// Words of a job title that is shown.
const TITLE_WORDS: usize = 6;

/// Where the person is, as far as the reader does not take it for granted.
fn place(desk: &Desk<'_>, index: usize) -> Option<&'static str> {
    let player = desk.cast().players.get(index)?;
    let has_invited = desk.cast().players.iter().any(Player::invited);
    match (player.invited(), player.on_call) {
        (true, true) => Some(HERE),
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
