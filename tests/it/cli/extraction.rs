//! `baton extract`, `baton transcript` and `baton schema`.

use std::fs;

use serde_json::Value;

use super::{breaches, folder, handoff, handoffs, prints, refuses, run, schema, text, transcript_of};

#[test]
fn every_extraction_as_json_obeys_its_schema() {
    let schema = schema("extraction");
    for folder in handoffs() {
        let (transcript, booking) = (transcript_of(&folder), folder.join("booking.json"));
        let args = ["extract", text(&transcript), "--booking", text(&booking), "--format", "json"];
        let extraction = prints(args);
        assert_eq!(breaches(&schema, &extraction), [""; 0], "{}", folder.display());
        assert_eq!(extraction, prints(args), "the same twice");
    }
}

#[test]
fn an_extraction_has_the_fields_that_others_read() {
    let folder = handoff("municipal-leaks");
    let (transcript, booking) = (transcript_of(&folder), folder.join("booking.json"));
    let json = prints(["extract", text(&transcript), "--booking", text(&booking), "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    for pointer in [
        "/engine",
        "/transcript/sha256",
        "/transcript/format",
        "/transcript/utterances",
        "/transcript/speakers/0/name",
        "/transcript/speakers/0/side",
        "/pains/0/statement",
        "/pains/0/impact",
        "/pains/0/evidence/0/utterance",
        "/pains/0/evidence/0/speaker",
        "/pains/0/evidence/0/start_ms",
        "/pains/0/evidence/0/quote",
        "/stakeholders/0/name",
        "/stakeholders/0/title",
        "/stakeholders/0/role",
        "/stakeholders/0/on_call",
        "/stakeholders/0/evidence/0/quote",
        "/next_steps/0/action",
        "/next_steps/0/owner",
        "/next_steps/0/owner_side",
        "/next_steps/0/due",
        "/next_steps/0/status",
        "/next_steps/0/evidence/0/quote",
        "/qualification/budget/status",
        "/qualification/budget/evidence",
        "/qualification/authority/status",
        "/qualification/need/status",
        "/qualification/timeline/status",
        "/qualification/competition/status",
        "/objections",
        "/suspicious",
        "/rejected",
    ] {
        assert!(json.pointer(pointer).is_some(), "no {pointer}");
    }
}

#[test]
fn every_quote_of_an_extraction_is_in_the_transcript_as_baton_prints_it() {
    for folder in handoffs() {
        let transcript = transcript_of(&folder);
        let call: Value =
            serde_json::from_str(&prints(["transcript", text(&transcript), "--format", "json"])).unwrap();
        let extraction: Value =
            serde_json::from_str(&prints(["extract", text(&transcript), "--format", "json"])).unwrap();
        let mut quotes = Vec::new();
        collect_quotes(&extraction, &mut quotes);
        assert!(!quotes.is_empty(), "{}", folder.display());
        let utterances = call.get("utterances").and_then(Value::as_array).unwrap();
        for (id, quote) in quotes {
            let utterance = utterances.iter().find(|one| one.get("id").and_then(Value::as_str) == Some(&id));
            let words = utterance.and_then(|one| one.get("text")).and_then(Value::as_str).unwrap();
            assert!(words.contains(&quote), "{}: {id}: {quote}", folder.display());
        }
    }
}

fn collect_quotes(value: &Value, quotes: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(id)), Some(Value::String(quote))) =
                (fields.get("utterance"), fields.get("quote"))
            {
                quotes.push((id.clone(), quote.clone()));
            }
            fields.values().for_each(|field| collect_quotes(field, quotes));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_quotes(item, quotes)),
        _ => {}
    }
}

#[test]
fn the_table_has_sections_for_people() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    let table = prints(["extract", text(&transcript)]);
    assert_eq!(table, prints(["extract", text(&transcript), "--format", "table"]));
    for heading in ["PAINS", "STAKEHOLDERS", "NEXT STEPS", "QUALIFICATION"] {
        assert!(table.contains(heading), "{heading}:\n{table}");
    }
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn extract_and_transcript_write_files_too() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("out");
    for args in [
        vec!["extract", text(&transcript)],
        vec!["extract", text(&transcript), "--format", "json"],
        vec!["transcript", text(&transcript)],
        vec!["transcript", text(&transcript), "--format", "json"],
    ] {
        let ran = run(args.iter().copied().chain(["--out", text(&out)]));
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{args:?}");
        assert_eq!(fs::read_to_string(&out).unwrap(), prints(args));
    }
}

#[test]
fn a_transcript_is_printed_with_ids_times_speakers_and_words() {
    let printed = prints(["transcript", text(&transcript_of(&handoff("municipal-leaks")))]);
    let mut lines = printed.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("# vtt · ") && line.contains("sha256")));
    assert_eq!(
        lines.next(),
        Some(
            "u1  0:09  Parisa Moradi: Good afternoon. I think I've got, let's see, Loretta, Nam, and then Conference Room B."
        )
    );
}

#[test]
fn the_format_is_found_out_or_said() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    for command in ["transcript", "extract"] {
        let found_out = prints([command, text(&transcript)]);
        assert_eq!(prints([command, text(&transcript), "--input-format", "vtt"]), found_out);
        let message = refuses([command, text(&transcript), "--input-format", "pdf"]);
        assert!(message.contains("vtt, srt"), "{message}");
    }
    let message = super::complains(["transcript", text(&transcript), "--input-format", "gong"]);
    assert!(message.contains("hint: ") && message.contains("--input-format"), "{message}");
}

#[test]
fn what_cannot_be_read_is_counted_on_standard_error() {
    let folder = folder(&[(
        "call.vtt",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nInes Okafor: We lose a day a week.\n\n00:xx --> nowhere\nInes: lost\n",
    )]);
    for command in ["transcript", "extract"] {
        let ran = run([command, text(&folder.path().join("call.vtt"))]);
        assert_eq!(ran.code, 0);
        assert!(ran.stderr.starts_with("warning: ") && ran.stderr.contains("line 6"), "{}", ran.stderr);
        assert!(ran.stdout.contains("Ines Okafor"), "what could be read is there: {}", ran.stdout);
    }
}

#[test]
fn schemas_are_json_schemas_of_something() {
    for what in ["booking", "account", "touches", "extraction", "brief", "bar"] {
        let printed: Value = serde_json::from_str(&prints(["schema", what])).unwrap();
        let version = printed.get("$schema").and_then(Value::as_str);
        assert_eq!(version, Some("https://json-schema.org/draft/2020-12/schema"), "{what}");
        assert!(printed.get("title").is_some(), "{what}");
        assert!(jsonschema::meta::is_valid(&printed), "{what}");
    }
    assert!(refuses(["schema", "soul"]).contains("booking, account, touches, extraction, brief"));
    refuses(["schema"]);
}
