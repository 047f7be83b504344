//! Questions about people: who decides, who holds the money, who can stop it, who is new.

use super::{About, Question, before, champion_of, host, inside, pick};
use crate::brief::cast::Player;
use crate::brief::compose::desk::Desk;
use crate::brief::ledger::{Origin, Topic};
use crate::brief::phrase;
use crate::domain::extraction::FindingStatus;
use crate::domain::{FactId, Role};

/// Who decides, what they have to see, and whose word comes first.
pub(super) fn deciders(desk: &Desk<'_>) -> Vec<Question> {
    let deciders: Vec<(usize, &Player)> = with_role(desk, &[Role::EconomicBuyer, Role::DecisionMaker]);
    if deciders.is_empty() {
        return nobody(desk).into_iter().collect();
    }
    let named: Vec<(usize, &Player)> =
        deciders.iter().copied().filter(|(_, player)| player.is_named()).collect();
    let absent = named.iter().find(|(index, player)| !player.on_call && may_be_asked_about(desk, *index));
    let present = named.iter().find(|(_, player)| player.on_call);
    let body = deciders.iter().find(|(_, player)| !player.is_named());
    let mut found = Vec::new();
    found.extend(absent.map(|(index, player)| reached(desk, *index, player)));
    found.extend(present.map(|(index, player)| convinced(desk, *index, player)));
    found.extend(body.map(|(index, player)| unnamed(desk, *index, player)));
    if let [(first, one), (second, other), ..] = deciders.as_slice() {
        let text = format!("Whose yes comes first, {}'s or {}'s?", inside(&one.short), inside(&other.short));
        let cites = persons(desk, &[*first, *second]);
        found.push(Question { person: Some(*second), ..Question::new(22, About::Process, text, cites) });
    }
    found
}

/// Money that nobody spoke of, or of which nobody knew.
pub(super) fn money(desk: &Desk<'_>) -> Option<Question> {
    if !desk.has_call || Topic::Budget.of(&desk.ledger.extraction).status != FindingStatus::Unknown {
        return None;
    }
    let (before, mut cites) = before(desk);
    let holders = with_role(desk, &[Role::EconomicBuyer]);
    let holder = holders.into_iter().find(|(index, _)| desk.ledger.id(Origin::KeepAway(*index)).is_none());
    let Some((index, player)) = holder else {
        let (index, who) = host(desk)?;
        cites.extend(persons(desk, &[index]));
        let spoken_of = desk.ledger.id(Origin::Finding(Topic::Budget));
        let call = desk.ledger.booking.as_ref().and_then(|booking| booking.call_date);
        let text = match (spoken_of, call) {
            (Some(spoken_of), Some(call)) => {
                cites.push(spoken_of);
                cites.extend(desk.cite(Origin::Meeting));
                format!("{who}, has anything moved on the money since {}?", phrase::day(call, desk.year))
            }
            _ => pick(
                &who,
                &[
                    format!("{who}, is money set aside for this{before}, or must it be found?"),
                    format!("{who}, out of which budget was the last tool paid?"),
                ],
            ),
        };
        return Some(Question::new(16, About::Money, text, cites));
    };
    cites.extend(persons(desk, &[index]));
    let name = inside(&player.short);
    let text = pick(
        &name,
        &[
            format!("Is there a line for this in {name}'s budget{before}?"),
            format!("Whose budget would {name} take it from{before}?"),
            format!("What did {name} last pay for, and from which budget?"),
        ],
    );
    Some(Question { person: Some(index), ..Question::new(16, About::Money, text, cites) })
}

/// Somebody who can stop it.
pub(super) fn blockers(desk: &Desk<'_>) -> Vec<Question> {
    let blockers = with_role(desk, &[Role::Blocker]).into_iter().filter(|(_, player)| player.is_named());
    blockers
        .map(|(index, player)| {
            let name = &player.short;
            let mut cites = persons(desk, &[index]);
            let kept_away = desk.ledger.id(Origin::KeepAway(index));
            cites.extend(kept_away);
            let text = match champion_of(desk).filter(|_| kept_away.is_some()) {
                Some((champion, called)) => {
                    cites.extend(persons(desk, &[champion]));
                    format!("{called}, when should {name} hear of it, and from whom?")
                }
                None => pick(
                    name,
                    &[
                        format!("What does {name} have to see not to stop it?"),
                        format!("What would {name} ask first?"),
                        format!("Which proof would satisfy {name}?"),
                    ],
                ),
            };
            Question { person: Some(index), ..Question::new(20, About::Blocker, text, cites) }
        })
        .collect()
}

/// Somebody who is invited and was not on the call.
pub(super) fn newcomers(desk: &Desk<'_>) -> Vec<Question> {
    let players = desk.cast().players.iter().enumerate();
    players
        .filter(|(_, player)| desk.has_call && player.invited() && !player.on_call && player.is_named())
        .map(|(index, player)| {
            let text = pick(
                &player.short,
                &[
                    format!("What has {} heard of this so far?", player.short),
                    format!("What does {} want from this meeting?", player.short),
                ],
            );
            let cites = persons(desk, &[index]);
            Question { person: Some(index), ..Question::new(30, About::Newcomer, text, cites) }
        })
        .collect()
}

/// Nobody works for it inside, as far as the call shows.
pub(super) fn champion(desk: &Desk<'_>) -> Option<Question> {
    let (index, who) = host(desk).filter(|_| desk.has_call && champion_of(desk).is_none())?;
    let role = desk.cast().players.get(index).map(|player| player.role);
    if matches!(role, Some(Role::EconomicBuyer | Role::DecisionMaker)) {
        return None;
    }
    let text = format!("Would {who} put this forward, or who would?");
    Some(Question::new(36, About::Champion, text, persons(desk, &[index])))
}

/// What has to be shown to the one who judges whether it works.
pub(super) fn proof(desk: &Desk<'_>) -> Vec<Question> {
    let judges = with_role(desk, &[Role::TechnicalEvaluator]).into_iter();
    judges
        .filter(|(_, player)| player.is_named())
        .map(|(index, player)| {
            let text = pick(
                &player.short,
                &[
                    format!("What does {} have to check first?", player.short),
                    format!("Which test does it have to pass for {}?", player.short),
                ],
            );
            let cites = persons(desk, &[index]);
            Question { person: Some(index), ..Question::new(32, About::Proof, text, cites) }
        })
        .collect()
}

fn with_role<'a>(desk: &Desk<'a>, roles: &[Role]) -> Vec<(usize, &'a Player)> {
    desk.cast().players.iter().enumerate().filter(|(_, player)| roles.contains(&player.role)).collect()
}

fn persons(desk: &Desk<'_>, players: &[usize]) -> Vec<FactId> {
    players.iter().flat_map(|index| desk.cite(Origin::Person(*index))).collect()
}

/// Somebody to be left alone is only asked about through a champion.
fn may_be_asked_about(desk: &Desk<'_>, player: usize) -> bool {
    champion_of(desk).is_some() || desk.ledger.id(Origin::KeepAway(player)).is_none()
}

/// A decider who was not on the call.
fn reached(desk: &Desk<'_>, index: usize, player: &Player) -> Question {
    let name = &player.short;
    let (before, by) = before(desk);
    let mut cites = persons(desk, &[index]);
    cites.extend(by);
    let kept_away = desk.ledger.id(Origin::KeepAway(index)).is_some();
    let text = match champion_of(desk).filter(|_| kept_away) {
        Some((champion, called)) => {
            cites.extend(persons(desk, &[champion]));
            format!("{called}, when may we show it to {name}?")
        }
        None => pick(
            name,
            &[
                format!("What does {name} need to see to say yes{before}?"),
                format!("Which number would make {name} sign{before}?"),
                format!("What would {name} ask first{before}?"),
            ],
        ),
    };
    Question { person: Some(index), ..Question::new(12, About::Decider, text, cites) }
}

/// A decider who was on the call.
fn convinced(desk: &Desk<'_>, index: usize, player: &Player) -> Question {
    let name = &player.short;
    let (before, by) = before(desk);
    let mut cites = persons(desk, &[index]);
    cites.extend(by);
    let text = pick(
        name,
        &[
            format!("What would {name} have to see to decide{before}?"),
            format!("{name}, what would still keep you from a yes{before}?"),
        ],
    );
    Question { person: Some(index), ..Question::new(15, About::Decider, text, cites) }
}

/// A body, or a title without a name.
fn unnamed(desk: &Desk<'_>, index: usize, player: &Player) -> Question {
    let name = inside(&player.short);
    let text = if name.contains(' ') {
        let within = if name.ends_with('s') { "among" } else { "on" };
        format!("Who {within} {name} has the last word, by name?")
    } else {
        format!("What is the {name}'s name, and who brings it to them?")
    };
    Question { person: Some(index), ..Question::new(18, About::Process, text, persons(desk, &[index])) }
}

/// Nobody is known to decide.
fn nobody(desk: &Desk<'_>) -> Option<Question> {
    let (index, who) = host(desk).filter(|_| desk.has_call)?;
    let text = pick(
        &who,
        &[
            format!("Who signs for this, if not {who}?"),
            format!("After {who}, who else has to say yes?"),
            format!("How did {who} buy the last tool like this?"),
        ],
    );
    Some(Question::new(14, About::Decider, text, persons(desk, &[index])))
}
