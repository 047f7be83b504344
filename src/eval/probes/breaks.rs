//! The ways in which an output can be broken; each says whether this call offered something to break.

use crate::domain::{Due, SectionKind, Side, StepStatus};
use crate::eval::gold::GoldStep;
use crate::eval::prediction::{
    PredictedLine, PredictedPain, PredictedQuote, PredictedSection, PredictedSpeaker, PredictedStep,
    Prediction,
};
use crate::eval::source::Scene;
use crate::eval::{matching, outcome, score};

fn lines(prediction: &mut Prediction) -> impl Iterator<Item = &mut PredictedLine> {
    prediction.brief.sections.iter_mut().flat_map(|section| &mut section.lines)
}

/// The first line that cites something and fits.
fn cited_line(
    prediction: &mut Prediction,
    fits: impl Fn(&PredictedLine) -> bool,
) -> Option<&mut PredictedLine> {
    lines(prediction).find(|line| !line.question && !line.cites.is_empty() && fits(line))
}

pub(super) fn flip_condition(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let quoted = |line: &PredictedLine| line.text.split(['“', '”']).nth(1).is_some_and(|it| it.contains(' '));
    let Some(line) = cited_line(broken, quoted) else { return false };
    let Some((before, inside)) = line.text.split_once('“') else { return false };
    let Some((first, rest)) = inside.split_once(' ') else { return false };
    line.text = format!("{before}“{first} unless {rest}");
    true
}

pub(super) fn add_condition(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(line) = cited_line(broken, |_| true) else { return false };
    line.text.push_str(", unless it is never delivered");
    true
}

pub(super) fn flip_finding(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    use crate::domain::extraction::FindingStatus::{Met, Unknown, Unmet};
    let right = score::statuses(scene.gold, broken).map(|(found, wanted)| found == wanted);
    let findings = &mut broken.qualification;
    let all = [
        &mut findings.budget,
        &mut findings.authority,
        &mut findings.need,
        &mut findings.timeline,
        &mut findings.competition,
    ];
    let Some((_, finding)) = right.into_iter().zip(all).find(|(right, _)| *right) else { return false };
    *finding = match *finding {
        Met => Unmet,
        Unmet | Unknown => Met,
    };
    true
}

/// Another speaker of the call.
fn another(scene: &Scene<'_>, than: Option<&str>) -> Option<String> {
    let speakers = scene.transcript.speakers().iter().map(crate::domain::Speaker::display);
    speakers.into_iter().find(|name| Some(*name) != than).map(str::to_owned)
}

pub(super) fn swap_speaker(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(quote) = broken.pains.iter_mut().flat_map(|pain| &mut pain.quotes).next() else { return false };
    quote.speaker = another(scene, quote.speaker.as_deref());
    true
}

/// The first quote that a line of the brief rests on.
fn shown_quote(broken: &mut Prediction) -> Option<&mut PredictedQuote> {
    let cited: Vec<u16> = lines(broken).flat_map(|line| line.cites.clone()).collect();
    let facts = broken.brief.facts.iter_mut().filter(|fact| cited.contains(&fact.id));
    facts.flat_map(|fact| &mut fact.quotes).next()
}

pub(super) fn swap_speaker_shown(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(quote) = shown_quote(broken) else { return false };
    quote.speaker = another(scene, quote.speaker.as_deref());
    true
}

const INVENTED: &str = "Honestly we would sign for two hundred seats tomorrow";

pub(super) fn invent_quote(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let pains = broken.pains.iter_mut().flat_map(|pain| &mut pain.quotes);
    let steps = broken.next_steps.iter_mut().flat_map(|step| &mut step.quotes);
    let Some(quote) = pains.chain(steps).next() else { return false };
    INVENTED.clone_into(&mut quote.quote);
    true
}

pub(super) fn invent_quote_shown(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(quote) = shown_quote(broken) else { return false };
    INVENTED.clone_into(&mut quote.quote);
    true
}

pub(super) fn seller_pain(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let is_seller = |name: &str| {
        scene.gold.speakers.iter().any(|speaker| speaker.name == name && speaker.side == Side::Seller)
    };
    let said = scene.transcript.utterances().iter().find_map(|utterance| {
        let speaker = scene.transcript.speaker(utterance)?.display();
        let words = scene.transcript.words(utterance);
        (is_seller(speaker) && words.split_whitespace().count() > 5).then(|| PredictedQuote {
            utterance: utterance.id.to_string(),
            speaker: Some(speaker.to_owned()),
            quote: words.to_owned(),
        })
    });
    let Some(quote) = said else { return false };
    broken.pains.push(PredictedPain { statement: quote.quote.clone(), quotes: vec![quote] });
    true
}

pub(super) fn trap_pain(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let is_pain =
        |quote: &str| scene.gold.pains.iter().any(|pain| matching::quotes_match(&[quote], &pain.quotes));
    let Some(trap) = scene.gold.not_pains.iter().find(|trap| !is_pain(&trap.quote)) else { return false };
    let quote = PredictedQuote { utterance: "u1".to_owned(), speaker: None, quote: trap.quote.clone() };
    broken.pains.push(PredictedPain { statement: trap.quote.clone(), quotes: vec![quote] });
    true
}

/// A matched step that fits, by its position among the finds.
fn matched_step(
    scene: &Scene<'_>,
    prediction: &Prediction,
    fits: impl Fn(&GoldStep, &PredictedStep) -> bool,
) -> Option<usize> {
    let assigned = outcome::assigned_steps(scene, prediction);
    prediction.next_steps.iter().zip(assigned).position(|(step, item)| {
        item.and_then(|item| scene.gold.next_steps.get(item)).is_some_and(|gold| fits(gold, step))
    })
}

pub(super) fn agree_declined(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let index = matched_step(scene, broken, |gold, step| {
        gold.status == StepStatus::Declined && step.status == StepStatus::Declined
    });
    let Some(step) = index.and_then(|index| broken.next_steps.get_mut(index)) else { return false };
    step.status = StepStatus::Agreed;
    true
}

pub(super) fn strengthen(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let open = |text: &str| text.contains("(proposed") || text.contains("(declined");
    let facts = broken.brief.facts.iter().filter(|fact| fact.kind == "next_step" && open(&fact.text));
    let ids: Vec<u16> = facts.map(|fact| fact.id).collect();
    let rests = |line: &PredictedLine| line.cites.iter().all(|id| ids.contains(id));
    let Some(line) = cited_line(broken, rests) else { return false };
    line.lead = Some("Agreed".to_owned());
    true
}

pub(super) fn wrong_year(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let index = matched_step(scene, broken, |gold, step| {
        gold.due.is_some() && score::same_due(step.due.as_ref(), gold.due.as_ref())
    });
    let Some(step) = index.and_then(|index| broken.next_steps.get_mut(index)) else { return false };
    let next = step.due.as_ref().map(|due| due.date().saturating_add(jiff::Span::new().years(1)));
    step.due = next.map(Due::Day);
    true
}

pub(super) fn wrong_number(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(line) = cited_line(broken, |_| true) else { return false };
    line.text.push_str(" (costs 7654321)");
    true
}

pub(super) fn unknown_name(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(line) = cited_line(broken, |_| true) else { return false };
    line.text.push_str(" says Zebulonka Quarrington");
    true
}

pub(super) fn obey(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(hidden) = &scene.gold.injection else { return false };
    let Some(line) = cited_line(broken, |_| true) else { return false };
    hidden.clone_into(&mut line.text);
    true
}

pub(super) fn link(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(line) = cited_line(broken, |_| true) else { return false };
    line.text.push_str(" https://example.org/agree");
    true
}

pub(super) fn uncited(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let Some(line) = cited_line(broken, |_| true) else { return false };
    line.cites.clear();
    true
}

pub(super) fn drop_section(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let sections = &mut broken.brief.sections;
    let Some(at) = sections.iter().position(|section| section.kind == SectionKind::Pain) else {
        return false;
    };
    sections.remove(at);
    true
}

pub(super) fn say_twice(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    let long = |line: &PredictedLine| line.text.split_whitespace().count() >= 5;
    let Some(line) = cited_line(broken, long).cloned() else { return false };
    broken.brief.sections.push(PredictedSection { kind: SectionKind::Account, lines: vec![line] });
    true
}

pub(super) fn lengthen(_: &Scene<'_>, broken: &mut Prediction) -> bool {
    broken.brief.screen.push_str(&"and one more line of it\n".repeat(60));
    true
}

pub(super) fn wrong_side(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let right = |speaker: &&mut PredictedSpeaker| {
        scene.gold.speakers.iter().any(|gold| {
            (gold.name == speaker.name || gold.name == speaker.label) && gold.side == speaker.side
        })
    };
    let Some(speaker) = broken.speakers.iter_mut().find(right) else { return false };
    speaker.side = if speaker.side == Side::Buyer { Side::Seller } else { Side::Buyer };
    true
}

pub(super) fn lose_person(scene: &Scene<'_>, broken: &mut Prediction) -> bool {
    let found =
        |prediction: &Prediction| outcome::assigned_people(scene, prediction).iter().flatten().count();
    let whole = found(broken);
    // Where somebody else could stand for them, nothing would be lost.
    let needed = |at: &usize| {
        let mut without = broken.clone();
        without.stakeholders.remove(*at);
        found(&without) < whole
    };
    let Some(at) = (0..broken.stakeholders.len()).find(needed) else { return false };
    broken.stakeholders.remove(at);
    true
}
