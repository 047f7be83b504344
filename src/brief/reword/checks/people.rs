//! Everybody keeps their own part, title and deeds; who is to be left alone is left alone.

use crate::domain::{Role, SectionKind};
use crate::extract::names;

use super::super::super::cast::{Player, fold, same_person};
use super::super::super::ledger::Origin;
use super::super::super::words;
use super::super::claim::{Claim, name_words};
use super::super::speech::{self, Clause};
use super::{Why, polarity};

pub(super) fn check(claim: &Claim<'_>) -> Result<(), Why> {
    let all: Vec<String> = claim.clauses.iter().flat_map(|clause| clause.words.iter().cloned()).collect();
    known_names(claim, &all)?;
    let named = claim.named(&all);
    left_alone(claim, &named, &all)?;
    for clause in &claim.clauses {
        places(claim, clause, &named)?;
        roles(claim, clause, &named)?;
        if claim.section != SectionKind::Ask {
            deeds(claim, clause)?;
        }
    }
    for (_, player) in &named {
        title(claim, player)?;
    }
    if claim.section == SectionKind::Owed { owner(claim, &all) } else { Ok(()) }
}

/// A known name written small is a name all the same.
fn known_names(claim: &Claim<'_>, all: &[String]) -> Result<(), Why> {
    let borne = |word: &str| {
        let spoken = claim.words.contains(word);
        let fact = claim.cited.iter().any(|cited| match cited.origin {
            Origin::Person(index) | Origin::KeepAway(index) => claim
                .desk
                .cast()
                .players
                .get(index)
                .is_some_and(|player| name_words(&player.name).iter().any(|name| name == word)),
            _ => false,
        });
        let speaks = claim.pieces.iter().filter_map(|piece| piece.quote).any(|quote| {
            claim
                .desk
                .cast()
                .names_of(quote)
                .iter()
                .any(|name| name_words(name).iter().any(|name| name == word))
        });
        let owns = claim.steps().filter_map(|step| step.owner.as_deref()).any(|owner| {
            name_words(&claim.desk.cast().call(owner))
                .iter()
                .chain(&name_words(owner))
                .any(|name| name == word)
        });
        spoken || fact || speaks || owns
    };
    let known: Vec<String> = claim.desk.cast().all_names().iter().flat_map(|name| name_words(name)).collect();
    let ordinary = |word: &str| names::is_common_word(word);
    // "wilma said": a stranger's given name, unless it is a word as well.
    let stranger = |word: &str| names::is_given_name(word) && !names::is_also_word(word);
    let is_name = |word: &String| known.contains(word) || (stranger(word) && !words::is_in(CALENDAR, word));
    let loose = all.iter().find(|word| is_name(word) && !ordinary(word) && !borne(word));
    loose.map_or(Ok(()), |word| Err(Why::Person(word.clone())))
}

/// Days and months as the brief prints them, some of which are given names too.
const CALENDAR: &str = "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec";

/// Verbs of getting in touch.
const CONTACT: &str = "contact contacts call calls email mail write writes reach reaches loop copy cc invite invites involve approach ring phone \
    message pitch chase ping introduce meet meets talk talks speak speaks send sends show shows bring brings include includes ask asks";

fn left_alone(claim: &Claim<'_>, named: &[(usize, &Player)], all: &[String]) -> Result<(), Why> {
    let alone = named.iter().find(|(index, _)| claim.desk.ledger.id(Origin::KeepAway(*index)).is_some());
    let Some((_, player)) = alone else { return Ok(()) };
    let reaches = all.iter().any(|word| words::is_in(CONTACT, word));
    let denies = all.iter().any(|word| matches!(word.as_str(), "not" | "never") || word.ends_with("n't"));
    if reaches && !denies { Err(Why::Person(player.name.clone())) } else { Ok(()) }
}

/// Nobody is put into the room or on the call who is not.
fn places(claim: &Claim<'_>, clause: &Clause, named: &[(usize, &Player)]) -> Result<(), Why> {
    if clause.negated || claim.section == SectionKind::Ask {
        return Ok(());
    }
    let said = clause.words.join(" ");
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| said.contains(phrase));
    let (room, call) =
        (has(&["in the room", "at the meeting", "invited", "attends", "attending"]), has(&["on the call"]));
    let here = claim.named(&clause.words);
    let people = if here.is_empty() { named } else { here.as_slice() };
    let wrong = people.iter().find(|(_, player)| (room && !player.invited()) || (call && !player.on_call));
    wrong.map_or(Ok(()), |(_, player)| Err(Why::Person(player.name.clone())))
}

/// Phrases that give somebody a part, and who may have it.
const PARTS: [(&str, &[Role]); 7] = [
    ("champion|advocate|sponsor|ally|our fan", &[Role::Champion]),
    (
        "economic buyer|budget holder|budget owner|purse|holds the money|holds the budget|owns the budget|controls",
        &[Role::EconomicBuyer],
    ),
    (
        "decision maker|decision-maker|decider|decides|final say|final word|signs off|sign off|signatory|signs|approves|approver|authority|in charge|calls the shots|the last word",
        &[Role::EconomicBuyer, Role::DecisionMaker],
    ),
    ("blocker|blocks|veto|gatekeeper|opponent|opposes|kills", &[Role::Blocker]),
    ("evaluator|evaluates|technical buyer", &[Role::TechnicalEvaluator]),
    ("influencer|influences", &[Role::Influencer]),
    ("end user", &[Role::EndUser]),
];

/// A part needs the fact of somebody who has it; a verb of deciding may also be theirs by what was said.
fn roles(claim: &Claim<'_>, clause: &Clause, named: &[(usize, &Player)]) -> Result<(), Why> {
    let said = format!(" {} ", clause.words.join(" "));
    for (phrases, holders) in PARTS {
        let Some(phrase) =
            phrases.split('|').find(|phrase| said.contains(&format!(" {} ", phrase.replace('-', " "))))
        else {
            continue;
        };
        let here = claim.named(&clause.words);
        let people = if here.is_empty() { named } else { here.as_slice() };
        let stem = speech::stem(phrase);
        let single = !phrase.contains(' ');
        if clause.negated && claim.section != SectionKind::Ask {
            return Err(Why::Person(phrase.to_owned()));
        }
        if people.is_empty() {
            let spoken = single && claim.stems.contains(&stem);
            if spoken || claim.section == SectionKind::Ask {
                continue;
            }
            return Err(Why::Person(phrase.to_owned()));
        }
        for (index, player) in people {
            let cited = claim.cited.iter().any(|cited| cited.origin == Origin::Person(*index));
            let has_part = holders.contains(&player.role) && cited;
            let said_of = single
                && claim.pieces.iter().any(|piece| {
                    let names = name_words(&player.name);
                    let mut clauses = piece.clauses.iter().filter(|other| !other.negated && !other.hedged);
                    clauses.any(|other| {
                        other.stems.contains(&stem) && names.iter().any(|name| other.words.contains(name))
                    })
                });
            let asked = claim.section == SectionKind::Ask && holders.contains(&player.role);
            if !(has_part || said_of || asked) {
                return Err(Why::Person(player.name.clone()));
            }
        }
    }
    Ok(())
}

/// What a clause tells of somebody was said by or of them.
fn deeds(claim: &Claim<'_>, clause: &Clause) -> Result<(), Why> {
    let named = claim.named(&clause.words);
    let mut nameless = clause.clone();
    for (_, player) in &named {
        for word in name_words(&player.name) {
            nameless.stems.remove(&speech::stem(&word));
        }
    }
    let closest = polarity::closest(claim, &nameless);
    for (index, player) in named {
        let about = |piece: &super::super::claim::Piece<'_>| claim.is_about(piece, index, player);
        let holds = if closest.is_empty() {
            claim.pieces.iter().any(about)
        } else {
            closest.iter().any(|(piece, _)| about(piece))
        };
        if !holds {
            return Err(Why::Person(player.name.clone()));
        }
    }
    Ok(())
}

/// Words of job titles.
const TITLES: &str = "vp head director chief manager president owner founder controller officer lead principal partner coordinator buyer \
    treasurer supervisor superintendent secretary chair chairman";

/// A title right behind a name is that person's.
fn title(claim: &Claim<'_>, player: &Player) -> Result<(), Why> {
    let last = [player.name.as_str(), player.short.as_str()];
    for name in last {
        for (at, _) in claim.frame.match_indices(name) {
            let after = claim.frame.get(at + name.len()..).unwrap_or_default();
            let Some(behind) = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")) else {
                continue;
            };
            let segment = behind.split([',', ';', ':', ')', '·', '.', '—', '–']).next().unwrap_or_default();
            let shouted =
                |word: &str| (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
            let is_title =
                segment.split_whitespace().any(|word| shouted(word) || words::is_in(TITLES, &fold(word)));
            if !is_title || segment.split_whitespace().count() > 8 {
                continue;
            }
            let own = speech::lower_words(&format!(
                "{} {}",
                player.title.as_deref().unwrap_or_default(),
                player.role.label()
            ));
            let spoken = claim.pieces.iter().map(|piece| speech::lower_words(&piece.text));
            let said: Vec<String> = spoken
                .filter(|words| name_words(&player.name).iter().any(|name| words.contains(name)))
                .flatten()
                .collect();
            let borne = |word: &String| {
                own.contains(word) || (said.contains(word) && !is_others(claim, player, word))
            };
            let titled = speech::lower_words(segment);
            let mut telling = titled
                .iter()
                .filter(|word| word.chars().count() > 1 && !words::is_in("of the and for in", word));
            if !telling.all(borne) {
                return Err(Why::Person(player.name.clone()));
            }
        }
    }
    Ok(())
}

/// Whether a word of a title is in somebody else's.
fn is_others(claim: &Claim<'_>, player: &Player, word: &str) -> bool {
    let others = claim.desk.cast().players.iter().filter(|other| other.name != player.name);
    others
        .filter_map(|other| other.title.as_deref())
        .any(|title| speech::lower_words(title).iter().any(|other| other == word))
}

/// A promise names nobody as its owner but its owner.
fn owner(claim: &Claim<'_>, all: &[String]) -> Result<(), Why> {
    let everybody = claim.desk.cast().all_names();
    let mentioned: Vec<&String> =
        everybody.iter().filter(|name| name_words(name).iter().any(|word| all.contains(word))).collect();
    for step in claim.steps() {
        let owner = step.owner.as_deref();
        let is_owner = |name: &str| owner.is_some_and(|owner| same_person(owner, name));
        let spoken_of = |name: &str| name_words(name).iter().any(|word| claim.words.contains(word));
        if let Some(wrong) = mentioned.iter().find(|name| !is_owner(name) && !spoken_of(name)) {
            return Err(Why::Person((**wrong).clone()));
        }
    }
    Ok(())
}
