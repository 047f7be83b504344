//! What they use today and what else they look at, each with their verdict.

use crate::domain::brief::Tone;

use super::super::ledger::{Origin, Topic};
use super::super::{numbers, say, words};
use super::desk::{Desk, Draft, Item};

/// Alternatives shown.
const MAX_ALTERNATIVES: usize = 3;
/// Words of a verdict.
const QUOTE_WORDS: usize = 12;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let alternatives = &desk.ledger.extraction.alternatives;
    let mut order: Vec<usize> = (0..alternatives.len()).collect();
    order.sort_by_key(|index| (alternatives.get(*index).is_some_and(|other| !other.in_use), *index));
    let mut items: Vec<Item> = Vec::new();
    for index in order {
        if items.len() == MAX_ALTERNATIVES {
            break;
        }
        let spare = [14, 53, 78].get(items.len()).copied().unwrap_or(78);
        let drafts = drafts(desk, index);
        items.extend(desk.item(spare, drafts));
    }
    if items.is_empty() {
        items.extend(competition(desk));
    }
    if !alternatives.iter().any(|other| other.in_use) {
        items.extend(listed(desk));
    }
    items
}

fn drafts(desk: &Desk<'_>, index: usize) -> Vec<Draft> {
    let Some(alternative) = desk.ledger.extraction.alternatives.get(index) else { return Vec::new() };
    let lead = if alternative.in_use { "In use" } else { "Also looked at" };
    let name = alternative.name.trim();
    let cites = desk.cite(Origin::Alternative(index));
    let said = desk.said(Origin::Alternative(index), QUOTE_WORDS, |run| i32::from(is_verdict(run)) * 4);
    // A product is known by its name; what merely mentions it adds nothing.
    let product = name.starts_with(char::is_uppercase);
    let said = said.filter(|said| !product || is_verdict(&said.text));
    let draft = |text: String, tone, quotes| Draft {
        lead: Some(lead.to_owned()),
        text,
        tone,
        cites: cites.clone(),
        quotes,
    };
    let mut drafts = Vec::new();
    if let Some(said) = said {
        if said.text.to_lowercase().contains(&name.to_lowercase()) {
            drafts.push(draft(said.text.clone(), Tone::Quote, said.quotes.clone()));
        }
        drafts.push(draft(format!("{name}: {}", said.text), Tone::Plain, said.quotes.clone()));
        drafts.push(draft(said.text, Tone::Quote, said.quotes));
    }
    if !say::is_back_channel(name) {
        drafts.push(draft(name.to_owned(), Tone::Plain, Vec::new()));
    }
    drafts
}

/// Phrases in which people judge, price or date what they use; a bar stands between them.
const VERDICTS: &str = "n't| not |never|nobody|only|just |hate|like|slow|late|wait|month|year|contract|price|cost|paid|pay |free|\
    good|fine|bad|great|terrible|useless|old|manual|by hand|stuck|turned off|looked|looking|tried|wanted|add-on|happy|works|\
    broke|list|sheet|too |enough";

fn is_verdict(run: &str) -> bool {
    let lower = words::padded(run);
    VERDICTS.split('|').any(|cue| lower.contains(cue)) || !numbers::values(run).is_empty()
}

/// The picture of the competition, where no alternative has a name.
fn competition(desk: &mut Desk<'_>) -> Option<Item> {
    if Topic::Competition.of(&desk.ledger.extraction).status != crate::domain::extraction::FindingStatus::Met
    {
        return None;
    }
    let said = desk.said(Origin::Finding(Topic::Competition), QUOTE_WORDS + 4, |_| 0)?;
    let cites = desk.cite(Origin::Finding(Topic::Competition));
    desk.item(14, [Draft { lead: None, text: said.text, tone: Tone::Quote, cites, quotes: said.quotes }])
}

/// What the account record lists, where the call names nothing in use.
fn listed(desk: &mut Desk<'_>) -> Option<Item> {
    let tech = &desk.ledger.account.as_ref()?.tech;
    let names: Vec<String> = tech.iter().take(3).cloned().collect();
    if names.is_empty() {
        return None;
    }
    let text = super::super::phrase::list(&names);
    let lead = Some("On record".to_owned());
    desk.item(77, [Draft { lead, text, cites: desk.cite(Origin::Tech), ..Draft::default() }])
}
