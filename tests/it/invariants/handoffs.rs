//! What holds for every handoff of the fixtures and every annotated call.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use baton::brief::compose::{Material, compose};
use baton::brief::limits;
use baton::brief::render::{email, html, json, markdown, terminal};
use baton::domain::brief::Tone;
use baton::domain::{Brief, Dossier, Extraction, Instant, Quote, SectionKind, Transcript};
use baton::extract::Engine;
use baton::extract::embedded::Embedded;
use baton::ingest::{bar, dossier};

/// A handoff read and understood.
struct Handoff {
    name: String,
    dossier: Dossier,
    extraction: Extraction,
    brief: Brief,
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = ["fixtures/handoffs", "evals/cases"]
        .iter()
        .flat_map(|part| fs::read_dir(root.join(part)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// All of them, read once for all tests.
static HANDOFFS: LazyLock<Vec<Handoff>> = LazyLock::new(|| {
    let folders = folders();
    assert!(folders.len() >= 60, "only {} handoffs found", folders.len());
    folders.iter().map(|folder| understood(folder)).collect()
});

fn understood(folder: &Path) -> Handoff {
    let dossier = dossier::read_folder(folder).unwrap();
    let extraction = crate::understood(&dossier);
    let brief = brief_of(&dossier, &extraction);
    Handoff { name: folder.display().to_string(), dossier, extraction, brief }
}

fn brief_of(dossier: &Dossier, extraction: &Extraction) -> Brief {
    compose(&Material {
        dossier,
        extraction,
        bar: &bar::default_bar(),
        engine: Embedded::default().name(),
        ae_zone: None,
        notices: Vec::new(),
    })
}

/// The brief as a terminal of 100 columns shows it, or as a narrower or wider one does.
fn shown(brief: &Brief, columns: usize) -> String {
    terminal::render(brief, &terminal::Style { columns, colour: false, evidence: false })
}

fn quotes(extraction: &Extraction) -> Vec<&Quote> {
    let findings = &extraction.qualification;
    let findings =
        [&findings.budget, &findings.authority, &findings.need, &findings.timeline, &findings.competition];
    let mut quotes: Vec<&Quote> = findings.into_iter().flat_map(|finding| &finding.evidence).collect();
    quotes.extend(extraction.pains.iter().flat_map(|one| one.evidence.as_slice()));
    quotes.extend(extraction.stakeholders.iter().flat_map(|one| one.evidence.as_slice()));
    quotes.extend(extraction.next_steps.iter().flat_map(|one| one.evidence.as_slice()));
    quotes.extend(extraction.objections.iter().flat_map(|one| one.evidence.as_slice()));
    quotes.extend(extraction.alternatives.iter().flat_map(|one| one.evidence.as_slice()));
    quotes.extend(extraction.triggers.iter().flat_map(|one| one.evidence.as_slice()));
    quotes
}

fn is_verbatim(quote: &Quote, transcripts: &[Transcript]) -> bool {
    let Some(transcript) = transcripts.iter().find(|one| one.sha256() == quote.transcript()) else {
        return false;
    };
    let utterance = transcript.utterance(quote.utterance()).unwrap();
    let at = transcript.text().get(quote.range());
    quote.verifies_in(transcript)
        && at == Some(quote.text())
        && transcript.words(utterance).contains(quote.text())
}

/// Marks that are not text: terminal commands, direction overrides, zero-width joiners between words.
fn unprintable(text: &str) -> Option<char> {
    text.chars().find(|&char| {
        (char.is_control() && char != '\n')
            || matches!(char, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    })
}

#[test]
fn every_quote_stands_in_its_utterance() {
    for handoff in HANDOFFS.iter() {
        let quotes = quotes(&handoff.extraction);
        assert!(!quotes.is_empty(), "{}: nothing understood at all", handoff.name);
        for quote in quotes {
            assert!(is_verbatim(quote, &handoff.dossier.transcripts), "{}: {quote:?}", handoff.name);
        }
    }
}

#[test]
fn every_quote_of_a_brief_stands_in_its_utterance() {
    for handoff in HANDOFFS.iter() {
        for evidence in handoff.brief.footnotes.iter().flat_map(|note| &note.fact.evidence) {
            if let baton::domain::Evidence::Quote(quote) = evidence {
                assert!(is_verbatim(quote, &handoff.dossier.transcripts), "{}: {quote:?}", handoff.name);
            }
        }
    }
}

#[test]
fn every_brief_fits_one_screen() {
    for handoff in HANDOFFS.iter() {
        let shown = shown(&handoff.brief, limits::COLUMNS);
        // As `wc -w` counts.
        let words = shown.split_whitespace().count();
        let lines = shown.lines().count();
        assert!(words <= 350, "{}: {words} words\n{shown}", handoff.name);
        assert!(lines <= 45, "{}: {lines} lines\n{shown}", handoff.name);
        let size = limits::measure(&handoff.brief);
        assert_eq!(
            (size.words, size.lines),
            (words, lines),
            "{}: the composer counts otherwise",
            handoff.name
        );
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for handoff in HANDOFFS.iter() {
        for columns in [40, 60, 80, 100, 200] {
            for line in shown(&handoff.brief, columns).lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{}: {width} of {columns} columns: {line}", handoff.name);
            }
        }
    }
}

#[test]
fn every_line_but_a_question_cites_a_footnote_that_exists() {
    for handoff in HANDOFFS.iter() {
        let brief = &handoff.brief;
        for section in &brief.sections {
            assert!(!section.lines.is_empty(), "{}: {:?} is empty", handoff.name, section.kind);
            for line in &section.lines {
                let missing = line.cites.iter().find(|cite| brief.number(**cite).is_none());
                assert_eq!(missing, None, "{}: {}", handoff.name, line.text);
                let may_stand_alone = line.tone == Tone::Question;
                assert!(may_stand_alone || !line.cites.is_empty(), "{}: {}", handoff.name, line.text);
            }
        }
        for (note, number) in brief.footnotes.iter().zip(1_u16..) {
            assert_eq!(note.number, number, "{}: footnotes are numbered in order", handoff.name);
            assert!(!note.fact.evidence.is_empty(), "{}: {}", handoff.name, note.fact.text);
            let cited = brief.sections.iter().flat_map(|section| &section.lines);
            let cited = cited.flat_map(|line| &line.cites).any(|cite| *cite == note.fact.id);
            assert!(cited, "{}: nobody cites {}", handoff.name, note.fact.text);
        }
    }
}

#[test]
fn sections_keep_their_order_and_no_line_is_said_twice() {
    for handoff in HANDOFFS.iter() {
        let kinds: Vec<SectionKind> = handoff.brief.sections.iter().map(|section| section.kind).collect();
        assert!(kinds.is_sorted_by(|left, right| left < right), "{}: {kinds:?}", handoff.name);
        let mut said = BTreeSet::new();
        for line in handoff.brief.sections.iter().flat_map(|section| &section.lines) {
            let is_new = said.insert((&line.lead, line.text.to_lowercase()));
            assert!(is_new, "{}: stands twice: {}", handoff.name, line.text);
        }
    }
}

#[test]
fn at_most_three_short_questions_are_asked() {
    for handoff in HANDOFFS.iter() {
        let lines = handoff.brief.sections.iter().flat_map(|section| &section.lines);
        let questions: Vec<&str> =
            lines.filter(|line| line.tone == Tone::Question).map(|line| line.text.as_str()).collect();
        assert!(questions.len() <= 3, "{}: {questions:?}", handoff.name);
        for question in questions {
            assert!(question.ends_with('?'), "{}: {question}", handoff.name);
            assert!(question.split_whitespace().count() <= 15, "{}: {question}", handoff.name);
        }
    }
}

#[test]
fn no_control_character_reaches_the_reader() {
    let date: Instant = "2026-03-10T14:00:00-05:00[America/Chicago]".parse().unwrap();
    let envelope = email::Envelope {
        from: "sdr@seller.example",
        to: "ae@seller.example",
        date: &date,
        message_id: "<1@baton.invalid>",
    };
    for handoff in HANDOFFS.iter() {
        let brief = &handoff.brief;
        let evidence =
            terminal::render(brief, &terminal::Style { columns: 100, colour: false, evidence: true });
        let mail = email::render(brief, &envelope).unwrap();
        let mail = String::from_utf8(mail).unwrap().replace("\r\n", "\n");
        let outputs = [
            shown(brief, 100),
            evidence,
            markdown::render(brief),
            html::render(brief),
            json::render(brief),
            mail,
        ];
        for output in outputs {
            assert_eq!(unprintable(&output), None, "{}", handoff.name);
        }
    }
}

#[test]
fn the_same_handoff_gives_the_same_extraction_and_brief() {
    for (first, folder) in HANDOFFS.iter().zip(folders()) {
        let second = understood(&folder);
        assert_eq!(first.extraction, second.extraction, "{}", first.name);
        assert_eq!(first.brief, second.brief, "{}", first.name);
    }
}

#[test]
fn a_lone_transcript_is_understood_and_briefed_within_the_limits() {
    for handoff in HANDOFFS.iter() {
        let transcripts = handoff.dossier.transcripts.clone();
        let dossier = Dossier { transcripts, ..Dossier::default() };
        let extraction = crate::understood(&dossier);
        let size = limits::measure(&brief_of(&dossier, &extraction));
        assert!(size.words <= 350 && size.lines <= 45, "{}: {size:?}", handoff.name);
        for quote in quotes(&extraction) {
            assert!(is_verbatim(quote, &dossier.transcripts), "{}: {quote:?}", handoff.name);
        }
    }
}
