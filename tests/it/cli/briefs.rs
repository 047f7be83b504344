//! `baton brief`: what it takes, in which formats it writes, and where to.

use std::fs;

use super::{
    baton, breaches, folder, handoff, handoffs, prints, ran, refuses, run, schema, text, transcript_of,
};

const FORMATS: [&str; 5] = ["terminal", "markdown", "html", "json", "eml"];
const NOW: &str = "2026-03-10T14:00:00-05:00";

#[test]
fn a_folder_becomes_a_brief() {
    for folder in handoffs() {
        let brief = prints(["brief", text(&folder)]);
        assert!(brief.split_whitespace().count() <= 350, "{brief}");
        assert!(brief.lines().count() <= 45, "{brief}");
        assert!(brief.contains("engine embedded"), "{brief}");
    }
}

#[test]
fn single_files_make_the_same_brief_as_their_folder() {
    let folder = handoff("municipal-leaks");
    let path = |name: &str| folder.join(name).display().to_string();
    let single = prints([
        "brief",
        "--transcript",
        &path("transcript.vtt"),
        "--booking",
        &path("booking.json"),
        "--account",
        &path("account.json"),
        "--touches",
        &path("touches.json"),
    ]);
    assert_eq!(single, prints(["brief", text(&folder)]));
}

#[test]
fn a_lone_transcript_becomes_a_brief_that_says_what_is_missing() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    let brief = prints(["brief", "--transcript", text(&transcript)]);
    assert!(brief.contains("Missing: booking, account record"), "{brief}");
}

#[test]
fn without_a_transcript_the_brief_says_so() {
    let folder = handoff("municipal-leaks");
    let brief = prints(["brief", "--booking", text(&folder.join("booking.json"))]);
    assert!(brief.contains("KETTLE BEND"), "{brief}");
    assert!(brief.contains("No call transcript"), "{brief}");
    for part in ["account", "touches"] {
        let file = folder.join(format!("{part}.json"));
        prints(["brief", &format!("--{part}"), text(&file)]);
    }
}

#[test]
fn several_transcripts_are_one_handoff() {
    let (first, second) = (handoff("municipal-leaks"), handoff("hotel-energy"));
    let (first, second) = (transcript_of(&first), transcript_of(&second));
    prints(["brief", "--transcript", text(&first), "--transcript", text(&second)]);
}

#[test]
fn a_folder_and_single_files_exclude_each_other() {
    let folder = handoff("municipal-leaks");
    for option in ["--transcript", "--booking", "--account", "--touches"] {
        let message = refuses(["brief", text(&folder), option, "x"]);
        assert!(message.contains("cannot be used with"), "{message}");
    }
    assert!(refuses(["brief"]).contains("<DIR>"));
}

#[test]
fn every_format_is_what_it_says() {
    let folder = handoff("municipal-leaks");
    let in_format = |format| prints(["brief", text(&folder), "--format", format, "--now", NOW]);
    assert!(in_format("markdown").starts_with("# "));
    let html = in_format("html");
    assert!(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"), "{html}");
    for from_elsewhere in ["<script", "src=\"http", "url(http", "<link", "@import"] {
        assert!(!html.contains(from_elsewhere), "the page is self-contained: {from_elsewhere}");
    }
    let json: serde_json::Value = serde_json::from_str(&in_format("json")).unwrap();
    assert_eq!(json.get("schema_version").and_then(serde_json::Value::as_u64), Some(1));
    let mail = mail_parser::MessageParser::new().parse(in_format("eml").as_bytes()).map(|mail| {
        (
            mail.subject().map(str::to_owned),
            mail.body_html(0).map(|body| body.len()),
            mail.body_text(0).map(|body| body.len()),
        )
    });
    let (subject, html, text) = mail.expect("a mail");
    assert!(subject.is_some_and(|subject| subject.contains("Kettle Bend")));
    assert!(html.is_some_and(|bytes| bytes > 1000) && text.is_some_and(|bytes| bytes > 500));
}

#[test]
fn every_brief_as_json_obeys_its_schema() {
    let schema = schema("brief");
    for folder in handoffs() {
        let brief = prints(["brief", text(&folder), "--format", "json"]);
        assert_eq!(breaches(&schema, &brief), [""; 0], "{}", folder.display());
    }
}

#[test]
fn every_input_of_the_fixtures_obeys_its_schema() {
    for what in ["booking", "account", "touches"] {
        let schema = schema(what);
        for folder in handoffs() {
            let Ok(document) = fs::read_to_string(folder.join(format!("{what}.json"))) else { continue };
            assert_eq!(breaches(&schema, &document), [""; 0], "{}", folder.display());
        }
        assert_ne!(breaches(&schema, "7"), [""; 0], "{what} takes anything");
    }
}

#[test]
fn out_writes_the_file_and_prints_nothing() {
    let folder = handoff("municipal-leaks");
    let scratch = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let file = scratch.path().join(format);
        let args = ["brief", text(&folder), "--format", format, "--now", NOW];
        let ran = run(args.into_iter().chain(["--color", "always", "--out", text(&file)]));
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{format}");
        let written = fs::read_to_string(&file).unwrap();
        assert_eq!(written, prints(args), "{format}: the same as printed, without colour");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for folder in handoffs() {
        for format in FORMATS {
            let brief = || prints(["brief", text(&folder), "--format", format, "--now", NOW]);
            assert_eq!(brief(), brief(), "{} as {format}", folder.display());
        }
    }
}

#[test]
fn only_the_mail_depends_on_the_time() {
    let folder = handoff("municipal-leaks");
    for format in FORMATS.into_iter().filter(|format| *format != "eml") {
        let at = |now| prints(["brief", text(&folder), "--format", format, "--now", now]);
        assert_eq!(at("2020-01-01T00:00:00Z"), at("2035-01-01T00:00:00Z"), "{format}");
    }
}

#[test]
fn piped_output_has_no_colour_unless_it_is_asked_for() {
    let folder = handoff("municipal-leaks");
    let plain = prints(["brief", text(&folder)]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let coloured = prints(["brief", text(&folder), "--color", "always"]);
    assert!(coloured.contains('\u{1b}'), "{coloured}");
    let never = prints(["brief", text(&folder), "--color", "never"]);
    assert_eq!(never, plain);
    let no_color = ran(baton().args(["brief", text(&folder)]).env("NO_COLOR", "1"));
    assert_eq!(no_color.stdout, plain);
    let asked = ran(baton().args(["--color", "always", "brief", text(&folder)]).env("NO_COLOR", "1"));
    assert_eq!(asked.stdout, coloured, "what is asked for wins over the environment");
}

#[test]
fn colour_changes_nothing_but_colour() {
    for folder in handoffs() {
        let coloured = prints(["brief", text(&folder), "--color", "always", "--evidence"]);
        let mut stripped = String::new();
        let mut pieces = coloured.split('\u{1b}');
        stripped.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (codes, rest) = piece.split_once('m').expect("only colours");
            assert!(codes.starts_with('[') && codes.chars().skip(1).all(|c| c.is_ascii_digit() || c == ';'));
            stripped.push_str(rest);
        }
        assert_eq!(stripped, prints(["brief", text(&folder), "--evidence"]), "{}", folder.display());
    }
}

#[test]
fn evidence_is_listed_below_the_brief() {
    let folder = handoff("municipal-leaks");
    let brief = prints(["brief", text(&folder)]);
    let with_evidence = prints(["brief", text(&folder), "--evidence"]);
    assert!(with_evidence.starts_with(brief.trim_end()), "{with_evidence}");
    assert!(with_evidence.lines().count() > brief.lines().count() + 5, "{with_evidence}");
}

#[test]
fn the_width_follows_columns_within_reason() {
    let folder = handoff("municipal-leaks");
    let widest = |columns: &str| {
        let ran = ran(baton().args(["brief", text(&folder)]).env("COLUMNS", columns));
        assert_eq!(ran.code, 0);
        ran.stdout.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap()
    };
    assert!(widest("60") <= 60);
    assert!(widest("1") <= 40, "below 40 columns nothing is readable");
    assert!(widest("160") <= 160 && widest("160") > 80);
    assert!(widest("99999") <= 200);
    assert_eq!(widest("many"), widest("100"), "what is not a number is not a width");
}

#[test]
fn the_bar_can_be_a_preset_or_a_file() {
    let folder = handoff("municipal-leaks");
    let with = |bar: &str| prints(["brief", text(&folder), "--bar", bar]);
    for preset in ["BANT", "champ", "Meddpicc", "SPICED"] {
        assert!(with(preset).contains(&preset.to_uppercase()), "{}", with(preset));
    }
    let own = with(text(&root_bar()));
    assert_ne!(own, with("bant"));
}

fn root_bar() -> std::path::PathBuf {
    super::root().join("sql_bar.toml")
}

#[test]
fn the_bar_beside_the_handoff_is_used() {
    let booking = br#"{"account": {"name": "Harbor Oak"}}"#;
    let bar = br#"name = "Our own bar"
version = 1

[[criteria]]
id = "need"
statement = "The buyer said in their own words what the problem costs them."
test = "pain_quoted"
"#;
    let folder = folder(&[("booking.json", booking), ("sql_bar.toml", bar)]);
    let json = prints(["brief", text(folder.path()), "--format", "json"]);
    assert!(json.contains("Our own bar"), "{json}");
}

#[test]
fn the_time_zone_of_the_account_executive_is_shown() {
    let folder = handoff("municipal-leaks");
    let at_home = prints(["brief", text(&folder)]);
    let berlin = prints(["brief", text(&folder), "--time-zone", "Europe/Berlin"]);
    assert_ne!(at_home, berlin);
    // 13:30 in Kettle Bend, UTC-5.
    assert!(berlin.contains("20:30"), "{berlin}");
}

#[test]
fn the_embedded_engine_is_the_default() {
    let folder = handoff("municipal-leaks");
    let brief = prints(["brief", text(&folder), "--engine", "embedded"]);
    assert_eq!(brief, prints(["brief", text(&folder)]));
    assert!(refuses(["brief", text(&folder), "--engine", "oracle"]).contains("embedded"));
}

#[test]
fn the_format_of_a_transcript_can_be_said() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    let found_out = prints(["brief", "--transcript", text(&transcript)]);
    let said = prints(["brief", "--transcript", text(&transcript), "--input-format", "vtt"]);
    assert_eq!(said, found_out);
}
