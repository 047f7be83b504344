//! Who is buyer and who is seller.
//!
//! Evidence is added up in log-odds, above zero for the seller: what the recording tool states, e-mail domains, names of the booking,
//! introductions, and how people talk. What stays below the floor is [`Side::Unknown`]: an unknown side is better than a wrong one.

pub mod introductions;
pub mod labels;
mod manner;
mod named;
mod naming;
mod roster;

use introductions::{Introduction, Presented};
use labels::Label;
pub(super) use named::Named;
use roster::Roster;

use super::call::{Token, tokenize_all};
use super::names::{Likeness, Name, Span, is_vocative, likeness};
use super::speech::Speech;
use crate::domain::{Booking, Side, Speaker, SpeakerId, Transcript};

/// The strongest reason for a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideReason {
    /// The recording tool says so.
    Affiliation,
    /// The e-mail domain of the speaker.
    Email,
    /// The name matches somebody in the booking.
    Name,
    /// The speaker said who they are and where they are from.
    Introduction,
    /// The way the speaker talks.
    Manner,
    /// Nothing tells.
    None,
}

/// One speaker's side.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerSide {
    /// The side.
    pub side: Side,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Why.
    pub reason: SideReason,
    /// The person's name, where it is known beyond the label (from the booking, or as they introduced themselves).
    pub name: Option<String>,
}

/// The side of every speaker of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    speakers: Vec<SpeakerSide>,
}

static NOBODY: SpeakerSide =
    SpeakerSide { side: Side::Unknown, confidence: 0.0, reason: SideReason::None, name: None };

impl Sides {
    /// The sides in the order of the transcript's speakers.
    pub fn new(speakers: Vec<SpeakerSide>) -> Self {
        Self { speakers }
    }

    /// The sides in the order of the transcript's speakers.
    pub fn iter(&self) -> std::slice::Iter<'_, SpeakerSide> {
        self.speakers.iter()
    }

    /// The side of a speaker; unknown for one who is not in the transcript.
    pub fn of(&self, speaker: SpeakerId) -> &SpeakerSide {
        self.speakers.get(speaker.index()).unwrap_or(&NOBODY)
    }
}

impl<'a> IntoIterator for &'a Sides {
    type Item = &'a SpeakerSide;
    type IntoIter = std::slice::Iter<'a, SpeakerSide>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Below this confidence a side is unknown.
pub const MIN_CONFIDENCE: f32 = 0.65;

/// Says for every speaker which side they are on.
pub fn assign(transcript: &Transcript, booking: Option<&Booking>) -> Sides {
    assign_to_tokens(transcript, &tokenize_all(transcript), booking).0
}

/// The same for a transcript whose utterances were split into words before, with who is named in it.
pub(super) fn assign_to_tokens(
    transcript: &Transcript,
    tokens: &[Vec<Token<'_>>],
    booking: Option<&Booking>,
) -> (Sides, Named) {
    let speech = Speech::new(transcript, |id| tokens.get(id.index()).map_or(&[][..], Vec::as_slice));
    let speakers = transcript.speakers();
    let labels: Vec<Label> = speakers.iter().map(read_label).collect();
    let named = Named::of(&speech);
    let roster = Roster::of(booking);
    let heard = naming::names(&speech, &labels, &named.introductions, &named.presented);

    let mut scales: Vec<Scale> = speakers
        .iter()
        .zip(&labels)
        .zip(&heard)
        .map(|((speaker, label), heard)| hard_evidence(speaker, label, heard.as_deref(), &roster))
        .collect();
    weigh_introductions(&mut scales, &speech, &named.introductions, &roster);
    weigh_manner(&mut scales, &manner::weigh(&speech, speakers.len()));
    let names: Vec<Option<Name>> = labels
        .iter()
        .zip(&heard)
        .map(|(label, heard)| label.person().cloned().or_else(|| heard.as_deref().and_then(Name::parse)))
        .collect();
    follow_the_presenter(&mut scales, &named.presented, &names);
    ask_across(&mut scales, &speech, &named.names, &names);

    let sides = scales.iter().zip(speakers.iter().zip(&labels).zip(&heard)).map(
        |(scale, ((speaker, label), heard))| {
            let name = full_name(speaker, label, heard.as_deref(), &roster);
            scale.decide(name)
        },
    );
    (Sides::new(sides.collect()), named)
}

fn read_label(speaker: &Speaker) -> Label {
    match speaker.name.as_deref().and_then(Name::parse) {
        Some(name) => Label::Person(name),
        None => Label::read(&speaker.label),
    }
}

/// The log-odds of one speaker.
#[derive(Clone, Debug, Default)]
struct Scale {
    toward_seller: f32,
    strongest: f32,
    reason: Option<SideReason>,
    outsider: bool,
}

impl Scale {
    fn add(&mut self, weight: f32, reason: SideReason) {
        self.toward_seller += weight;
        if weight.abs() > self.strongest {
            self.strongest = weight.abs();
            self.reason = Some(reason);
        }
    }

    fn decide(&self, name: Option<String>) -> SpeakerSide {
        let confidence = 1.0 / (1.0 + (-self.toward_seller.abs()).exp());
        let known = confidence >= MIN_CONFIDENCE && !self.outsider && self.reason.is_some();
        let side = match (known, self.toward_seller > 0.0) {
            (false, _) => Side::Unknown,
            (true, true) => Side::Seller,
            (true, false) => Side::Buyer,
        };
        let reason = if known { self.reason.unwrap_or(SideReason::None) } else { SideReason::None };
        SpeakerSide { side, confidence: if known { confidence } else { 1.0 - confidence }, reason, name }
    }
}

/// What the recording tool and the booking say.
fn hard_evidence(speaker: &Speaker, label: &Label, heard: Option<&str>, roster: &Roster) -> Scale {
    let mut scale = Scale::default();
    match speaker.affiliation {
        Side::Seller => scale.add(5.0, SideReason::Affiliation),
        Side::Buyer => scale.add(-5.0, SideReason::Affiliation),
        Side::Unknown => {}
    }
    if let Some(email) = &speaker.email {
        scale.add(roster.weigh_email(email), SideReason::Email);
    }
    if let Label::Part(side) = label {
        scale.add(if *side == Side::Seller { 4.0 } else { -4.0 }, SideReason::Affiliation);
    }
    scale.add(roster.weigh_company_in_label(&speaker.label), SideReason::Name);
    if let Some(title) = &speaker.title
        && roster::is_seller_job(title)
    {
        scale.add(2.0, SideReason::Introduction);
    }
    let name = label.person().cloned().or_else(|| heard.and_then(Name::parse));
    if let Some(name) = name {
        scale.add(roster.weigh_name(&name), SideReason::Name);
    }
    scale
}

/// "I'm Ana, with Acme", "I'm the plant manager", "I'm a consultant".
fn weigh_introductions(
    scales: &mut [Scale],
    speech: &Speech<'_>,
    introductions: &[Introduction],
    roster: &Roster,
) {
    let mut pitched: Option<String> = None;
    for introduction in introductions {
        let Some(scale) = scales.get_mut(introduction.speaker.index()) else { continue };
        if let Some(company) = &introduction.company {
            let weight = match roster.weigh_company(company) {
                Some(weight) => weight,
                None if pitched.as_deref().is_some_and(|other| roster::same_company(other, company)) => 2.5,
                None if pitched.is_none() && scale.toward_seller > -2.0 => 1.8,
                None => 0.0,
            };
            if weight > 1.0 {
                pitched = Some(company.clone());
            }
            scale.add(weight, SideReason::Introduction);
        }
        if let Some(job) = &introduction.job {
            let job = speech.words().get(job.clone()).unwrap_or_default();
            let text = job.iter().map(|word| word.lower).collect::<Vec<_>>().join(" ");
            if roster::is_outsider_job(&text) {
                scale.outsider = scale.strongest < 4.0;
            } else if roster::is_seller_job(&text) {
                scale.add(2.5, SideReason::Introduction);
            } else if roster::is_buyer_job(&text) {
                scale.add(-1.5, SideReason::Introduction);
            }
        }
    }
}

/// How people talk, as far as nothing harder is known; the one who sounds most like a seller is the one the others are held against.
fn weigh_manner(scales: &mut [Scale], manner: &[f32]) {
    let total: Vec<f32> =
        scales.iter().zip(manner).map(|(scale, manner)| scale.toward_seller + manner).collect();
    let highest = total.iter().copied().fold(f32::MIN, f32::max);
    let lowest = total.iter().copied().fold(f32::MAX, f32::min);
    let several = scales.len() > 1;
    let middle = if several { f32::midpoint(highest, lowest).clamp(-1.5, 1.5) } else { 0.0 };
    for (scale, (manner, total)) in scales.iter_mut().zip(manner.iter().zip(&total)) {
        let leads = (total - highest).abs() < f32::EPSILON;
        let prior = if several && !leads { -0.7 } else { 0.0 };
        let weight = (manner - middle + prior).clamp(-3.0, 3.0);
        scale.add(weight * 0.8, SideReason::Manner);
    }
}

/// Somebody presented by a speaker is on the side of that speaker.
fn follow_the_presenter(scales: &mut [Scale], presented: &[Presented], names: &[Option<Name>]) {
    let known: Vec<f32> = scales.iter().map(|scale| scale.toward_seller).collect();
    for presented in presented {
        let Some(odds) = known.get(presented.by.index()).copied().filter(|odds: &f32| odds.abs() > 1.0)
        else {
            continue;
        };
        for (scale, name) in scales.iter_mut().zip(names) {
            let same =
                name.as_ref().is_some_and(|name| likeness(name, &presented.name.name) >= Likeness::Surname);
            if same && scale.strongest < 4.0 {
                scale.add(1.2_f32.copysign(odds), SideReason::Introduction);
            }
        }
    }
}

/// Whom a seller asks by name is a buyer.
fn ask_across(scales: &mut [Scale], speech: &Speech<'_>, called: &[Span], names: &[Option<Name>]) {
    let known: Vec<f32> = scales.iter().map(|scale| scale.toward_seller).collect();
    let mut asked = vec![0_u8; scales.len()];
    let asks = |span: &&Span| {
        let question = speech.sentence_of(span.words.start).filter(|sentence| sentence.question);
        let speaker = question.and_then(|question| question.speaker);
        let odds = speaker.and_then(|speaker| known.get(speaker.index()));
        odds.is_some_and(|odds| *odds >= 1.0) && is_vocative(speech, span)
    };
    for span in called.iter().filter(asks) {
        for ((scale, name), asked) in scales.iter_mut().zip(names).zip(&mut asked) {
            let same = name.as_ref().is_some_and(|name| likeness(name, &span.name) >= Likeness::Given);
            if same && *asked < 3 && scale.strongest < 4.0 {
                *asked += 1;
                scale.add(-0.4, SideReason::Manner);
            }
        }
    }
}

/// The person's name where the label does not give it whole.
fn full_name(speaker: &Speaker, label: &Label, heard: Option<&str>, roster: &Roster) -> Option<String> {
    if let Some(name) = label.person() {
        return roster.full_name(name).filter(|full| full != speaker.display());
    }
    let heard = heard?;
    let name = Name::parse(heard)?;
    Some(roster.full_name(&name).unwrap_or_else(|| heard.to_owned()))
}

#[cfg(test)]
mod tests;
