//! Word documents of Teams. The fixtures are packed from the paragraphs below by [`write_the_fixtures`].

use std::io::{Cursor, Write as _};

use baton::domain::transcript::TranscriptFormat;
use baton::ingest::transcript::{TranscriptError, parse};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{fixtures, gives};

/// As Teams writes it now: name and time in runs of their own, a break, the words.
const TEAMS: &str = r#"
<w:p><w:r><w:t>Dock call-20260304_100200-Meeting Recording</w:t></w:r></w:p>
<w:p><w:r><w:t>March 4, 2026, 10:02AM</w:t></w:r></w:p>
<w:p><w:r><w:t>32m 10s</w:t></w:r></w:p>
<w:p><w:r><w:t>Ines Okafor started transcription</w:t></w:r></w:p>
<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Ines Okafor</w:t></w:r><w:r><w:t xml:space="preserve">   0:05</w:t></w:r><w:r><w:br/><w:t>Morning, Milo. Is R&amp;D here?</w:t></w:r></w:p>
<w:p><w:r><w:t>Milo Brandt</w:t></w:r><w:r><w:tab/><w:t>0:09</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">They </w:t></w:r><w:r><w:t>are: all</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>in.</w:t></w:r></w:p>
<w:p/>
<w:p><w:r><w:t xml:space="preserve">Priya Nair 1:02:11</w:t></w:r></w:p>
<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>
<w:p><w:r><w:delText>Hidden.</w:delText></w:r></w:p>
<w:p><w:r><w:t>Ines Okafor stopped transcription</w:t></w:r></w:p>
"#;

/// As Teams wrote it before.
const TEAMS_OLDER: &str = "
<w:p><w:r><w:t>0:0:5.123 --&gt; 0:0:9.4</w:t></w:r></w:p>
<w:p><w:r><w:t>Ines Okafor</w:t></w:r></w:p>
<w:p><w:r><w:t>Morning, Milo.</w:t></w:r></w:p>
<w:p><w:r><w:t>0:0:9.500 --&gt; 0:0:12.0</w:t></w:r></w:p>
<w:p><w:r><w:t>Milo Brandt</w:t></w:r></w:p>
<w:p><w:r><w:t>Morning. One thing:</w:t><w:br/><w:t>the dock.</w:t></w:r></w:p>
<w:p><w:r><w:t>0:0:13.0 --&gt; 0:0:14.0</w:t></w:r></w:p>
<w:p><w:r><w:t>Ines Okafor</w:t></w:r></w:p>
<w:p><w:r><w:t>Go on.</w:t></w:r></w:p>
";

/// A zip archive with one entry.
fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
        .unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn docx(paragraphs: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    zipped("word/document.xml", xml.as_bytes())
}

#[test]
#[ignore = "writes fixtures/transcripts/*.docx anew"]
fn write_the_fixtures() {
    for (file, paragraphs) in [("teams.docx", TEAMS), ("teams-older.docx", TEAMS_OLDER)] {
        std::fs::write(fixtures().join(file), docx(paragraphs)).unwrap();
    }
}

#[test]
fn teams_documents_name_speaker_and_time_above_or_in_the_paragraph() {
    gives(
        "teams.docx",
        TranscriptFormat::TeamsDocx,
        &[
            "0 5000-? Ines Okafor: Morning, Milo. Is R&D here?",
            "0 9000-? Milo Brandt: They are: all-in.",
            "0 3731000-? Priya Nair: Hello.",
        ],
    );
}

#[test]
fn older_teams_documents_have_timing_paragraphs() {
    gives(
        "teams-older.docx",
        TranscriptFormat::TeamsDocx,
        &[
            "0 5123-9400 Ines Okafor: Morning, Milo.",
            "0 9500-12000 Milo Brandt: Morning. One thing: the dock.",
            "0 13000-14000 Ines Okafor: Go on.",
        ],
    );
}

#[test]
fn a_zip_bomb_is_refused() {
    let bomb = docx(&"<w:p/>".repeat(2_000_000));
    assert!(bomb.len() < 100_000);
    let error = parse("bomb.docx", &bomb, None).unwrap_err();
    assert!(matches!(error, TranscriptError::TooLarge { .. }), "{error}");
}

#[test]
fn other_archives_and_damaged_ones_say_what_they_are() {
    for (bytes, expected) in [
        (zipped("xl/workbook.xml", b"<x/>"), "a zip archive without word/document.xml"),
        (docx(TEAMS).into_iter().take(400).collect(), "a damaged zip archive"),
        (
            docx("<w:p><w:r><w:t>Notes of the meeting.</w:t></w:r></w:p>"),
            "found \"Notes of the meeting.\", expected a Word document",
        ),
        (docx(""), "found an empty file"),
    ] {
        let error = parse("call.docx", &bytes, None).unwrap_err().to_string();
        assert!(error.starts_with("call.docx: found ") && error.contains(expected), "{error}");
    }
}

#[test]
fn words_after_damaged_xml_are_noted() {
    let xml = docx_xml_cut_after("Ines Okafor");
    let transcript = parse("call.docx", &zipped("word/document.xml", xml.as_bytes()), None).unwrap();
    assert_eq!(transcript.utterances().len(), 1);
    assert!(
        transcript.skipped()[0].why.starts_with("everything after damaged XML"),
        "{:?}",
        transcript.skipped()
    );
}

fn docx_xml_cut_after(name: &str) -> String {
    format!("<w:p><w:r><w:t>{name}   0:05</w:t></w:r></w:p><w:p><w:r><w:t>Morning.</w:t></w:r></w:p><w:p <")
}
