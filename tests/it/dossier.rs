//! A folder or single files to a dossier.

use std::fs;
use std::path::{Path, PathBuf};

use baton::domain::Dossier;
use baton::domain::dossier::{Channel, Direction};
use baton::ingest::dossier::{
    DossierError, Files, MAX_JSON_BYTES, Part, Role, from_parts, read_booking, read_files, read_folder,
    read_transcript,
};
use proptest::prelude::*;
use tempfile::TempDir;

const BOOKING: &str = r#"{"title": "Dock call", "starts_at": "2026-03-10T14:00:00-05:00", "ae": {"name": "Ada Quist"},
    "attendees": [{"name": "Milo Brandt"}, {"email": "p@harboroak.example"}]}"#;

/// A scratch folder with those files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn vtt(words: &str) -> String {
    format!("WEBVTT\n\n00:01.000 --> 00:02.000\nInes Okafor: {words}\n")
}

/// A Gong call that began at that time.
fn gong(words: &str, started: &str) -> String {
    format!(
        r#"{{"calls": [{{"metaData": {{"id": "7", "started": "{started}"}}}}],
            "callTranscripts": [{{"callId": "7", "transcript": [{{"speakerId": "1", "sentences": [{{"text": "{words}"}}]}}]}}]}}"#
    )
}

fn said(dossier: &Dossier) -> Vec<&str> {
    dossier.transcripts.iter().map(baton::domain::Transcript::text).collect()
}

fn booking_error(json: &str) -> String {
    let part = Part { role: Role::Booking, name: "booking.json".to_owned(), bytes: json.as_bytes().to_vec() };
    from_parts(&[part]).unwrap_err().to_string()
}

fn read_part(role: Role, json: &str) -> Dossier {
    let part = Part { role, name: "part.json".to_owned(), bytes: json.as_bytes().to_vec() };
    from_parts(&[part]).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[test]
fn a_folder_gives_its_parts_and_nothing_else() {
    let folder = folder(&[
        ("transcript.vtt", &vtt("One")),
        ("transcript-10.vtt", &vtt("Ten")),
        ("transcript.2.vtt", &vtt("Two")),
        ("transcript.vtt.bak", "not read"),
        ("booking.json", BOOKING),
        ("account.json", r#"{"name": "Harbor Oak", "employees": 610, "news": [{"headline": "New dock"}]}"#),
        ("touches.json", r#"[{"at": "2026-03-01T09:00:00Z", "channel": "fax"}]"#),
        ("gold.json", "not read"),
        ("notes.txt", "not read"),
    ]);
    let dossier = read_folder(folder.path()).unwrap();
    assert_eq!(said(&dossier), ["One", "Two", "Ten"]);
    assert_eq!(dossier.account_name(), Some("Harbor Oak"));
    assert_eq!(dossier.booking.unwrap().attendees.len(), 2);
    assert_eq!(dossier.touches[0].channel, Channel::Other);
}

#[test]
fn any_part_is_enough() {
    for (name, content) in [
        ("transcript.vtt", vtt("One")),
        ("booking.json", BOOKING.to_owned()),
        ("account.json", "{}".to_owned()),
        ("touches.json", "[]".to_owned()),
    ] {
        assert!(read_folder(folder(&[(name, &content)]).path()).is_ok(), "{name}");
    }
}

#[test]
fn every_annotated_folder_is_read() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("evals/cases");
    for entry in fs::read_dir(cases).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let dossier = read_folder(&path).unwrap_or_else(|error| panic!("{error}"));
            assert!(dossier.booking.is_some() && dossier.account.is_some() && dossier.transcripts.len() == 1);
            assert!(dossier.touches.is_sorted_by(|left, right| left.at <= right.at));
        }
    }
}

#[test]
fn calls_are_ordered_by_their_start_where_all_say_it() {
    let (late, early) = (gong("Late.", "2026-03-04T10:00:00-05:00"), gong("Early.", "2026-03-04T14:30:00Z"));
    let both = folder(&[("transcript-1.json", &late), ("transcript-2.json", &early)]);
    assert_eq!(said(&read_folder(both.path()).unwrap()), ["Early.", "Late."]);
    let one_without = folder(&[
        ("transcript-1.json", &late),
        ("transcript-2.json", &early),
        ("transcript-3.vtt", &vtt("?!")),
    ]);
    assert_eq!(said(&read_folder(one_without.path()).unwrap()), ["Late.", "Early.", "?!"]);
}

#[test]
fn the_same_call_under_two_names_is_one() {
    let folder = folder(&[("transcript.vtt", &vtt("One")), ("transcript-copy.vtt", &vtt("One"))]);
    assert_eq!(read_folder(folder.path()).unwrap().transcripts.len(), 1);
}

#[test]
fn touches_are_ordered_by_time_across_zones() {
    let touches = r#"[
        {"at": "2026-03-02T01:00:00+09:00", "channel": "call", "direction": "out", "summary": "second"},
        {"at": "2026-03-01T09:00:00-05:00", "channel": "email", "direction": "in", "summary": "first"},
        {"at": "2026-03-03T00:00:00Z", "channel": "linkedin", "direction": null, "who": "", "summary": "third", "extra": 1}
    ]"#;
    let dossier = read_part(Role::Touches, touches);
    let summaries: Vec<_> = dossier.touches.iter().filter_map(|touch| touch.summary.as_deref()).collect();
    assert_eq!(summaries, ["first", "second", "third"]);
    assert_eq!((dossier.touches[0].direction, dossier.touches[2].direction), (Some(Direction::In), None));
    assert_eq!(dossier.touches[2].who, None);
}

#[test]
fn null_blank_text_and_unknown_fields_mean_that_nothing_is_known() {
    let booking = read_part(
        Role::Booking,
        r#"{"meeting_id": null, "title": " ", "starts_at": "", "ae": null, "attendees": null, "call_date": null,
            "account": {"name": null, "domain": "harboroak.example", "owner": {"deep": [1]}}, "colour": "red"}"#,
    )
    .booking
    .unwrap();
    assert_eq!((booking.title, booking.starts_at, booking.ae), (None, None, None));
    assert!(booking.attendees.is_empty());
    assert_eq!(booking.account.unwrap().domain.as_deref(), Some("harboroak.example"));
    let account =
        read_part(Role::Account, r#"{"tech": null, "news": [null, {"headline": "New dock", "date": null}]}"#);
    assert_eq!(account.account.unwrap().news.len(), 1);
}

/// The start of a meeting at 14:00-05:00 on 10 March 2026, summer time in the US, with that account and account executive.
fn start_with(account: &str, ae: &str) -> String {
    let booking = format!(r#"{{"starts_at": "2026-03-10T14:00:00-05:00", "ae": {ae}}}"#);
    let part = |role, text: &str| Part { role, name: "part.json".to_owned(), bytes: text.into() };
    // The order of the parts does not matter.
    let parts = [part(Role::Booking, &booking), part(Role::Account, account)];
    from_parts(&parts).unwrap().booking.unwrap().starts_at.unwrap().to_string()
}

#[test]
fn a_bare_offset_gets_the_zone_of_the_buyer_or_else_of_the_account_executive() {
    let in_chicago = r#"{"name": "Ada Quist", "time_zone": "America/Chicago"}"#;
    let nowhere = r#"{"name": "Ada Quist"}"#;
    let misspelt = r#"{"name": "Ada Quist", "time_zone": "Chicago/America"}"#;
    for (account, ae, zone) in [
        (r#"{"hq": "Winnipeg, MB, Canada"}"#, in_chicago, "[America/Winnipeg]"),
        (r#"{"hq": "Winnipeg, MB, Canada"}"#, nowhere, "[America/Winnipeg]"),
        (r#"{"hq": "Boston, MA, USA"}"#, in_chicago, "[America/Chicago]"),
        (r#"{"hq": "Boston, MA, USA"}"#, nowhere, ""),
        (r#"{"name": "Harbor Oak"}"#, in_chicago, "[America/Chicago]"),
        (r#"{"name": "Harbor Oak"}"#, misspelt, ""),
    ] {
        assert_eq!(start_with(account, ae), format!("2026-03-10T14:00:00-05:00{zone}"), "{account} {ae}");
    }
}

#[test]
fn a_byte_order_mark_and_utf_16_are_fine() {
    let with_mark = format!("\u{FEFF}{BOOKING}");
    let utf_16: Vec<u8> = with_mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [with_mark.into_bytes(), utf_16] {
        let part = Part { role: Role::Booking, name: "booking.json".to_owned(), bytes };
        assert_eq!(from_parts(&[part]).unwrap().booking.unwrap().title.as_deref(), Some("Dock call"));
    }
}

#[test]
fn a_wrong_type_names_file_and_path() {
    for (json, expected) in [
        (
            r#"{"attendees": [{"name": "A"}, {"email": 7}]}"#,
            "booking.json: attendees[1].email: expected a string, found 7",
        ),
        (r#"{"attendees": "Milo"}"#, "booking.json: attendees: expected a list, found \"Milo\""),
        (
            r#"{"duration_min": "30 minutes"}"#,
            "booking.json: duration_min: expected a whole number, found \"30 minutes\"",
        ),
        (r#"{"duration_min": -5}"#, "booking.json: duration_min: expected a whole number, found -5"),
        (r#"{"ae": {"email": "a@b.example"}}"#, "booking.json: ae.name: expected a value, found nothing"),
        (r#"{"ae": "Ada"}"#, "booking.json: ae: expected an object, found \"Ada\""),
        (r#"{"title": {"text": "x"}}"#, "booking.json: title: expected a string, found an object"),
        (
            r#"{"starts_at": "tomorrow\u0007"}"#,
            "booking.json: starts_at: expected a time with an offset such as 2026-01-28T09:00:00-07:00, found \"tomorrow\\u{7}\"",
        ),
        (
            r#"{"call_date": "soon"}"#,
            "booking.json: call_date: expected a day such as 2026-02-10, found \"soon\"",
        ),
        (
            r#"{"call_date": 20260210}"#,
            "booking.json: call_date: expected a day such as 2026-02-10, found 20260210",
        ),
        ("[]", "booking.json: expected an object, found a list"),
        ("7", "booking.json: expected an object, found 7"),
    ] {
        assert_eq!(booking_error(json), expected, "{json}");
    }
}

#[test]
fn a_direction_that_does_not_exist_names_those_that_do() {
    let touches = br#"[{"at": "2026-03-01T09:00:00Z", "channel": "email", "direction": "sideways"}]"#;
    let part = Part { role: Role::Touches, name: "touches.json".to_owned(), bytes: touches.to_vec() };
    let error = from_parts(&[part]).unwrap_err().to_string();
    assert_eq!(error, "touches.json: [0].direction: expected `in` or `out`, found \"sideways\"");
}

#[test]
fn broken_json_names_the_line() {
    assert_eq!(
        booking_error("{\n \"title\": \"x\",\n"),
        "booking.json:3: EOF while parsing a value, expected valid JSON"
    );
    assert_eq!(booking_error("{\n\"a\" 1}"), "booking.json:2: expected `:`, expected valid JSON");
    assert!(booking_error(&"[".repeat(1000)).contains("recursion limit exceeded"));
}

#[test]
fn what_is_missing_or_empty_says_what_to_do() {
    let empty = folder(&[("notes.txt", "hello")]);
    let hinted = |error: &DossierError| (error.to_string(), error.hint().unwrap());

    let (message, hint) = hinted(&read_folder(empty.path()).unwrap_err());
    assert!(message.ends_with(": nothing to make a brief from"), "{message}");
    assert!(hint.contains("transcript.*") && hint.contains("booking.json"), "{hint}");

    let missing = empty.path().join("nowhere");
    for error in [
        read_folder(&missing).unwrap_err(),
        read_transcript(&missing, None).unwrap_err(),
        read_booking(&missing).unwrap_err(),
    ] {
        let (message, hint) = hinted(&error);
        assert!(message.ends_with("nowhere: no such file or folder"), "{message}");
        assert!(hint.contains("spelling"));
    }

    let (message, hint) = hinted(&read_folder(&empty.path().join("notes.txt")).unwrap_err());
    assert!(message.ends_with("notes.txt: a file, expected a folder"), "{message}");
    assert!(hint.contains("--transcript"), "{hint}");

    let (message, _) = hinted(&read_transcript(empty.path(), None).unwrap_err());
    assert!(message.ends_with(": a folder, expected a file"), "{message}");
    assert!(matches!(read_files(&Files::default()), Err(DossierError::Nothing)));
}

#[test]
fn single_files_may_have_any_name() {
    let folder = folder(&[
        ("call one.vtt", &vtt("One")),
        ("b.json", BOOKING),
        ("a.json", r#"{"name": "Harbor Oak"}"#),
    ]);
    let path = |name: &str| folder.path().join(name);
    let transcripts: Vec<PathBuf> = vec![path("call one.vtt")];
    let dossier = read_files(&Files {
        transcripts: &transcripts,
        format: None,
        booking: Some(&path("b.json")),
        account: Some(&path("a.json")),
        touches: None,
    })
    .unwrap();
    assert_eq!(said(&dossier), ["One"]);
    assert_eq!(dossier.account_name(), Some("Harbor Oak"));
}

#[test]
fn a_file_above_its_limit_is_not_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("transcript.txt");
    // A sparse file: its size is claimed and nothing is written.
    fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let error = read_folder(folder.path()).unwrap_err();
    assert!(
        error.to_string().ends_with("transcript.txt: 209715200 bytes, expected at most 33554432"),
        "{error}"
    );
    fs::remove_file(path).unwrap();
    fs::write(folder.path().join("booking.json"), vec![b' '; usize::try_from(MAX_JSON_BYTES).unwrap() + 1])
        .unwrap();
    assert!(matches!(read_folder(folder.path()), Err(DossierError::TooLarge { .. })));
}

#[test]
fn a_transcript_that_is_none_is_named() {
    let folder = folder(&[("transcript.txt", "Nobody speaks here.\n"), ("booking.json", BOOKING)]);
    let error = read_folder(folder.path()).unwrap_err();
    assert!(
        error.to_string().contains("transcript.txt:1: found \"Nobody speaks here.\", expected "),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("--input-format"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_refused_with_its_name(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "null", "7", "-1.5e300", "\"x\"", "\"\"", "true", "\"ae\"", "\"name\"",
                "\"attendees\"", "\"starts_at\"", "\"call_date\"", "\"2026-02-10\"", "\"2026-03-01T09:00:00Z\"", "\"at\"",
                "\"channel\"", "\"news\"", "\u{FEFF}", " ",
            ]),
            0..20,
        ),
        role in prop::sample::select(vec![Role::Booking, Role::Account, Role::Touches]),
    ) {
        let part = Part { role, name: "part.json".to_owned(), bytes: parts.concat().into_bytes() };
        if let Err(error) = from_parts(&[part]) {
            prop_assert!(error.to_string().starts_with("part.json:"), "{error}");
            prop_assert!(error.hint().is_some());
        }
    }
}
