//! The account in a line or two: what it is, what is new, when it was last in touch. It comes last and is left out first.

use crate::domain::Touch;
use crate::domain::dossier::{Channel, Direction};

use super::super::ledger::Origin;
use super::super::phrase;
use super::desk::{Desk, Draft, Item};

/// Words of a field that is shown at all.
const FIELD_WORDS: usize = 10;

/// The lines of the section.
pub(super) fn items(desk: &mut Desk<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    items.extend(firmographics(desk));
    items.extend(news(desk));
    items.extend(last_touch(desk));
    items
}

fn firmographics(desk: &mut Desk<'_>) -> Option<Item> {
    let account = desk.ledger.account.as_ref()?;
    let text = |value: &Option<String>| value.clone().filter(|value| phrase::words(value) <= FIELD_WORDS);
    let fields = [
        text(&account.industry),
        text(&account.hq),
        account.employees.map(|number| format!("{} people", phrase::count(number))),
        account.revenue_usd.map(|amount| format!("{} revenue", phrase::dollars(amount))),
        text(&account.funding),
    ];
    let cites = desk.cite(Origin::Account);
    let parts: Vec<String> = fields
        .into_iter()
        .flatten()
        .filter(|value| {
            let draft = Draft { text: value.clone(), cites: cites.clone(), ..Draft::default() };
            desk.holds(&draft)
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let as_of =
        account.as_of.map(|date| format!(" (as of {})", phrase::day_with_year(date))).unwrap_or_default();
    let text = format!("{}{as_of}", parts.join(", "));
    desk.item(49, [Draft { text, cites, ..Draft::default() }])
}

/// The newest headline.
fn news(desk: &mut Desk<'_>) -> Option<Item> {
    let news = &desk.ledger.account.as_ref()?.news;
    let (index, item) =
        news.iter().enumerate().max_by_key(|(index, news)| (news.date, std::cmp::Reverse(*index)))?;
    if phrase::words(&item.headline) > 16 {
        return None;
    }
    let lead = item.date.map(phrase::day_with_year);
    let text = item.headline.trim().to_owned();
    desk.item(85, [Draft { lead, text, cites: desk.cite(Origin::News(index)), ..Draft::default() }])
}

fn last_touch(desk: &mut Desk<'_>) -> Option<Item> {
    let touches = &desk.ledger.touches;
    let (index, touch) =
        touches.iter().enumerate().max_by_key(|(index, touch)| (touch.at.zoned().timestamp(), *index))?;
    let day = phrase::day(touch.at.date(), desk.year);
    let cites = desk.cite(Origin::Touch(index));
    let who = touch.who.as_deref().filter(|who| phrase::words(who) <= 4 && !who.contains('@'));
    let who = who.map(|who| desk.cast().call(who));
    let what = medium(touch);
    let draft = |text: String| Draft {
        lead: Some("Last touch".to_owned()),
        text,
        cites: cites.clone(),
        ..Draft::default()
    };
    let mut drafts = Vec::new();
    if let Some(who) = who {
        drafts.push(draft(format!("{day}, {what} {who}")));
    }
    drafts.push(draft(format!("{day}, {}", what.rsplit_once(' ').map_or(what, |(head, _)| head))));
    desk.item(82, drafts)
}

fn medium(touch: &Touch) -> &'static str {
    match (touch.channel, touch.direction) {
        (Channel::Email, Some(Direction::Out) | None) => "e-mail by",
        (Channel::Email, Some(Direction::In)) => "e-mail from",
        (Channel::Call, Some(Direction::In)) => "call from",
        (Channel::Call, _) => "call by",
        (Channel::Linkedin, Some(Direction::In)) => "LinkedIn from",
        (Channel::Linkedin, _) => "LinkedIn by",
        (Channel::Event, Some(Direction::Out)) => "event by",
        (Channel::Event, _) => "event with",
        (Channel::Web, _) => "web form by",
        (Channel::Other, _) => "contact by",
    }
}
