//! What a fact rests on, in words: the text itself, and where it is from.

use serde::Serialize;

use super::clean::cut;
use super::when;
use crate::domain::Evidence;
use crate::domain::dossier::{Channel, Direction};

/// One piece of evidence as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Shown {
    /// Words or value, as they stand in the source.
    pub(super) text: String,
    /// Whether `text` is somebody's own words, to be set in quotation marks.
    pub(super) verbatim: bool,
    /// Where it is from: `Siobhan Keane-Ruiz, 1:39`.
    pub(super) source: String,
}

impl Shown {
    /// Puts a piece of evidence into words; `outside` is applied to everything that is not ours.
    pub(super) fn new(evidence: &Evidence, outside: impl Fn(&str) -> String) -> Self {
        match evidence {
            Evidence::Quote(quote) => {
                let speaker = quote.speaker().map(&outside).filter(|name| !name.is_empty());
                let mut source = speaker.unwrap_or_else(|| "unnamed speaker".to_owned());
                if let Some(start) = quote.start_ms() {
                    source.push_str(", ");
                    source.push_str(&when::position(start));
                }
                Self { text: outside(quote.text()), verbatim: true, source }
            }
            Evidence::Touch { at, channel, direction, who, summary } => {
                let who = who.as_deref().map(&outside).filter(|name| !name.is_empty());
                let parts = [Some(contact(*channel, *direction)), who, Some(when::day_of_year(at.date()))];
                let source = format!("CRM: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
                Self { text: outside(summary), verbatim: true, source }
            }
            Evidence::AccountFact { field, value, as_of } => {
                let source = match as_of {
                    Some(day) => format!("account record, as of {}", when::day_of_year(*day)),
                    None => "account record, undated".to_owned(),
                };
                Self { text: field_text(field, value, outside), verbatim: false, source }
            }
            Evidence::BookingField { field, value } => Self {
                text: field_text(field, value, outside),
                verbatim: false,
                source: "booking".to_owned(),
            },
        }
    }

    /// Cuts the text, and where it is from, to that many characters.
    pub(super) fn shorten(&mut self, characters: usize) {
        cut(&mut self.text, characters);
        cut(&mut self.source, characters);
    }

    /// The text with quotation marks where it is verbatim.
    pub(super) fn quoted(&self) -> String {
        if self.verbatim { format!("“{}”", self.text) } else { self.text.clone() }
    }
}

fn field_text(field: &str, value: &str, outside: impl Fn(&str) -> String) -> String {
    let field = outside(field).replace(['_', '.'], " ");
    format!("{field}: {}", outside(value))
}

/// `e-mail in`, `call out`, `event`.
fn contact(channel: Channel, direction: Option<Direction>) -> String {
    let channel = match channel {
        Channel::Email => "e-mail",
        Channel::Call => "call",
        Channel::Linkedin => "LinkedIn",
        Channel::Event => "event",
        Channel::Web => "web",
        Channel::Other => "contact",
    };
    match direction {
        Some(Direction::In) => format!("{channel} in"),
        Some(Direction::Out) => format!("{channel} out"),
        None => channel.to_owned(),
    }
}
