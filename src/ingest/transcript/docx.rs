//! Teams `.docx`: the paragraphs of `word/document.xml`, read like plain text or like cues.
//!
//! Teams has written its transcripts in two ways: paragraphs `Name   0:05` with the text below (in the same paragraph or in the
//! next), and, earlier, `0:0:5.123 --> 0:0:9.4`, the name, and the text. Word documents of other tools read the same way.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use crate::domain::transcript::TranscriptFormat;

use super::reading::{Misread, Reading, expected, is_tool_note};
use super::{cues, detect, plain};

/// The largest unpacked document, in bytes.
const MAX_XML: u64 = 64 * 1024 * 1024;
/// The most unpacked bytes for one packed byte; real documents stay under 60.
const MAX_RATIO: u64 = 200;
/// Below this size the ratio says nothing.
const RATIO_FROM: u64 = 4 * 1024 * 1024;

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Misread> {
    let format = TranscriptFormat::TeamsDocx;
    let document = Document::of(&document_xml(bytes)?)?;
    let lines = document.paragraphs.join("\n");
    let read = match detect::cue_format(&lines) {
        Some(_) => cues::read(&lines, format),
        None => plain::read(&document.paragraphs.join("\n\n"), Some(format)),
    };
    let mut reading = read.map_err(|misread| match misread {
        Misread::At { found, .. } => Misread::not_text(found, expected(format)),
        other => other,
    })?;
    if let Some(damage) = document.damage {
        reading.skip(0, format!("everything after damaged XML ({damage})"));
    }
    // Lines of the unpacked text are no lines of the file.
    reading.turns.iter_mut().for_each(|turn| turn.line = 0);
    reading.skipped.iter_mut().for_each(|skipped| skipped.line = 0);
    Ok(reading)
}

/// Unpacks the document's main part, within the limits.
fn document_xml(bytes: &[u8]) -> Result<String, Misread> {
    let no_zip = |error: &dyn std::fmt::Display| {
        Misread::not_text(format!("a damaged zip archive ({error})"), expected(TranscriptFormat::TeamsDocx))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_zip(&error))?;
    let part = archive.by_name("word/document.xml").map_err(|error| match error {
        zip::result::ZipError::FileNotFound => Misread::not_text(
            "a zip archive without word/document.xml",
            expected(TranscriptFormat::TeamsDocx),
        ),
        other => no_zip(&other),
    })?;
    let packed = part.compressed_size().max(1);
    let limit = MAX_XML.min(packed.saturating_mul(MAX_RATIO).max(RATIO_FROM));
    let mut xml = Vec::new();
    // The sizes in the archive may lie: the reader stops by itself.
    part.take(limit + 1).read_to_end(&mut xml).map_err(|error| no_zip(&error))?;
    let found = xml.len() as u64;
    if found > limit {
        return Err(Misread::TooLarge { found, limit });
    }
    Ok(super::decode::decode(&xml)?.text)
}

/// The words of a Word document.
struct Document {
    /// One text a paragraph, with a line break for each break inside it.
    paragraphs: Vec<String>,
    /// What ended the reading early.
    damage: Option<String>,
}

impl Document {
    fn of(xml: &str) -> Result<Self, Misread> {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut document = Self { paragraphs: Vec::new(), damage: None };
        let mut paragraph = String::new();
        let mut in_text = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) if tag.local_name().as_ref() == "t" => in_text = true,
                Ok(Event::Start(tag) | Event::Empty(tag)) => paragraph.push_str(mark(&tag)),
                Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                    "t" => in_text = false,
                    "p" => document.end(&mut paragraph),
                    _ => {}
                },
                Ok(Event::Text(text)) if in_text => paragraph.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) if in_text => paragraph.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) if in_text => push_reference(&reference, &mut paragraph),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    document.damage = Some(error.to_string());
                    break;
                }
            }
        }
        document.end(&mut paragraph);
        match (document.paragraphs.is_empty(), &document.damage) {
            (true, Some(damage)) => {
                let found = format!("damaged XML in word/document.xml ({damage})");
                Err(Misread::not_text(found, expected(TranscriptFormat::TeamsDocx)))
            }
            _ => Ok(document),
        }
    }

    /// Ends a paragraph; one without words, and Teams' notes about itself, hold no speech.
    fn end(&mut self, paragraph: &mut String) {
        let words = paragraph.trim();
        if !words.is_empty() && !is_tool_note(words) {
            self.paragraphs.push(words.to_owned());
        }
        paragraph.clear();
    }
}

/// The character that an element stands for.
fn mark(tag: &BytesStart<'_>) -> &'static str {
    match tag.local_name().as_ref() {
        "tab" => "\t",
        "br" | "cr" => "\n",
        "noBreakHyphen" => "-",
        _ => "",
    }
}

/// An entity or a character reference; an unknown one stays as it is written.
fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        text.push(char);
    } else if let Some(known) = resolve_predefined_entity(reference) {
        text.push_str(known);
    } else {
        text.push('&');
        text.push_str(reference);
        text.push(';');
    }
}
