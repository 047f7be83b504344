//! Gong, Fireflies and Fathom.

use baton::domain::transcript::{Side, TranscriptFormat};
use baton::ingest::transcript::parse;

use super::{fixtures, gives, read, told_of};

#[test]
fn gong_alone_knows_speakers_by_their_ids() {
    gives(
        "gong.json",
        TranscriptFormat::Gong,
        &[
            "0 1200-2400 6432345678555530067: Morning, Milo.",
            "0 2500-4100 6432345678555530067: Can you hear me?",
            "0 4300-5000 6432345678555530068: I can.",
            "0 6000-? ?: Dock two!",
            "skipped 0: a sentence without text",
        ],
    );
}

#[test]
fn gong_with_a_second_document_of_calls_reads_one_call() {
    gives(
        "gong-with-extensive.json",
        TranscriptFormat::Gong,
        &[
            "0 1200-2400 6432345678555530067: Morning, Milo.",
            "0 2600-3000 6432345678555530068: Morning.",
            "0 3100-3900 6432345678555530069: Hello from the dock.",
            "skipped 0: another call in the same file (7782342274025937002); one file is one call",
        ],
    );
}

#[test]
fn fireflies_names_speakers_by_name_by_list_or_by_number() {
    gives(
        "fireflies.json",
        TranscriptFormat::Fireflies,
        &[
            "0 1200-2450 Ines Okafor: Morning, Milo.",
            "0 3100-3600 Milo Brandt: Morning.",
            "0 4000-? Speaker 2: Dock two!",
            "skipped 0: a sentence without text",
        ],
    );
}

#[test]
fn fireflies_downloads_are_bare_lists() {
    gives(
        "fireflies-download.json",
        TranscriptFormat::Fireflies,
        &["0 1000-2000 Ines Okafor: Morning, Milo.", "0 3000-4000 Milo Brandt: Morning."],
    );
}

#[test]
fn fathom_has_start_times_only() {
    gives(
        "fathom.json",
        TranscriptFormat::Fathom,
        &["0 3000-? Ines Okafor: Morning, Milo.", "0 6000-? Milo B.: Morning.", "0 3609000-? ?: Dock two!"],
    );
}

#[test]
fn fathom_lists_give_the_first_meeting_with_a_transcript() {
    gives(
        "fathom-list.json",
        TranscriptFormat::Fathom,
        &[
            "0 3000-? Ines Okafor: Morning.",
            "skipped 0: another meeting in the same file; one file is one call",
        ],
    );
}

#[test]
fn gong_parties_describe_their_speakers_in_every_nesting() {
    let transcript = r#"{"callId": "7", "transcript": [{"speakerId": 11, "sentences": [{"start": 0, "end": 9, "text": "Hi."}]}]}"#;
    let parties = r#""parties": [{"speakerId": "11", "name": "Ines Okafor", "title": "SDR", "emailAddress": "i@d.example", "affiliation": "Internal"}]"#;
    let inside = transcript.replacen('{', &format!("{{{parties}, "), 1);
    for text in [
        format!(r#"{{"callTranscripts": [{transcript}], {parties}}}"#),
        format!(r#"{{"callTranscripts": [{inside}]}}"#),
        format!(
            r#"{{"callTranscripts": [{transcript}], "calls": [{{"metaData": {{"id": "7"}}, {parties}}}]}}"#
        ),
        format!(
            r#"[{{"callTranscripts": [{transcript}]}}, {{"calls": [{{"metaData": {{"id": "7"}}, {parties}}}]}}]"#
        ),
        format!(
            r#"{{"calls": [{{"metaData": {{"id": "7"}}, {parties}}}]}}{{"callTranscripts": [{transcript}]}}"#
        ),
        format!(
            r#"{{"transcript": {{"callTranscripts": [{transcript}]}}, "extensive": {{"calls": [{{{parties}}}]}}}}"#
        ),
    ] {
        let transcript =
            parse("call", text.as_bytes(), None).unwrap_or_else(|error| panic!("{text}: {error}"));
        let speaker = transcript.speakers().first().unwrap();
        assert_eq!(speaker.name.as_deref(), Some("Ines Okafor"), "{text}");
        assert_eq!(speaker.label, "11");
        assert_eq!(speaker.title.as_deref(), Some("SDR"));
        assert_eq!(speaker.email.as_deref(), Some("i@d.example"));
        assert_eq!(speaker.affiliation, Side::Seller);
    }
}

#[test]
fn a_party_of_another_call_describes_nobody() {
    let transcript = read(&fixtures().join("gong-with-extensive.json"));
    let names: Vec<_> = transcript.speakers().iter().map(|speaker| speaker.name.as_deref()).collect();
    assert_eq!(names, [Some("Ines Okafor"), Some("Milo Brandt"), None]);
    assert_eq!(transcript.started_at().unwrap().to_rfc3339(), "2026-03-04T10:02:00-05:00");
}

#[test]
fn a_start_may_be_text_or_a_number() {
    for (started, expected) in [
        ("\"2026-03-04T10:02:00-05:00\"", "2026-03-04T10:02:00-05:00"),
        ("1772636520", "2026-03-04T15:02:00+00:00"),
        ("1772636520000", "2026-03-04T15:02:00+00:00"),
    ] {
        let text = format!(
            r#"{{"metaData": {{"id": "7", "started": {started}}}, "callTranscripts": [{{"callId": "7", "transcript": [{{"sentences": [{{"text": "Hi."}}]}}]}}]}}"#
        );
        let transcript = parse("call", text.as_bytes(), None).unwrap();
        assert_eq!(transcript.started_at().unwrap().to_rfc3339(), expected);
    }
}

#[test]
fn fireflies_and_fathom_say_when_the_call_began_and_who_was_there() {
    let fireflies = read(&fixtures().join("fireflies.json"));
    assert_eq!(fireflies.started_at().unwrap().to_rfc3339(), "2026-03-04T15:02:00+00:00");
    assert_eq!(fireflies.speakers()[1].email.as_deref(), Some("milo@harboroak.example"));

    let fathom = read(&fixtures().join("fathom.json"));
    assert_eq!(fathom.started_at().unwrap().to_rfc3339(), "2026-03-04T15:02:10+00:00");
    let [ines, milo] = fathom.speakers() else { panic!("two named speakers") };
    assert_eq!((ines.affiliation, ines.email.as_deref()), (Side::Seller, Some("ines@dockline.example")));
    assert_eq!((milo.affiliation, milo.name.as_deref()), (Side::Buyer, Some("Milo Brandt")));
}

#[test]
fn fireflies_is_read_bare_too() {
    let text = r#"{"id": "1", "sentences": [{"speaker_name": "Ines", "text": "Hi.", "start_time": 0.5, "end_time": 1}]}"#;
    assert_eq!(told_of(text), ["0 500-1000 Ines: Hi."]);
    let text = format!(r#"{{"data": {{"transcripts": [{text}]}}}}"#);
    assert_eq!(told_of(&text), ["0 500-1000 Ines: Hi."]);
}

#[test]
fn json_without_speech_says_what_it_is() {
    for (text, expected) in [
        (r#"{"a": 1, "b": 2}"#, "call:1: found no speech under \"a\", \"b\", expected Gong's"),
        (
            r#"{"requestId": "1", "errors": ["No calls found corresponding to the filter"]}"#,
            "an error answer: \"No calls found",
        ),
        (
            r#"{"data": null, "errors": [{"message": "Object not found"}]}"#,
            "an error answer: \"Object not found\"",
        ),
        (r#"{"callTranscripts": []}"#, "no speech under \"callTranscripts\", expected the JSON of Gong's"),
        ("[]", "a list of 0 without speech"),
        ("{\n \"callTranscripts\": [\n", "call:3: found the end of the file (EOF while parsing"),
        ("{\"a\": \"x\ty\"}", "expected valid JSON"),
    ] {
        let error = parse("call", text.as_bytes(), None).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}
