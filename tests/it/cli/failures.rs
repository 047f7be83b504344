//! What goes wrong is said once, with where and what to do; exit codes are 0, 1 and 2.

use std::fs;

use super::{complains, folder, handoff, prints, refuses, run, text, transcript_of};

#[test]
fn help_and_version_go_to_standard_output() {
    let help = prints(["--help"]);
    for said in ["brief", "extract", "transcript", "schema", "Exit codes: 0"] {
        assert!(help.contains(said), "{said}:\n{help}");
    }
    assert!(prints(["--version"]).starts_with("baton "));
    for command in ["brief", "extract", "transcript", "schema", "eval", "train", "doctor"] {
        assert!(prints([command, "--help"]).contains("Usage: baton"), "{command}");
    }
}

#[test]
fn wrong_usage_is_exit_code_two() {
    let folder = handoff("municipal-leaks");
    refuses(["bief"]);
    refuses(["brief", text(&folder), "--colour"]);
    let message = refuses(["brief", text(&folder), "--format", "pdf"]);
    assert!(message.contains("terminal, markdown, html, json, eml"), "{message}");
    let message = refuses(["brief", text(&folder), "--time-zone", "Mars/Phobos"]);
    assert!(message.contains("IANA") && message.contains("Europe/Berlin"), "{message}");
    let message = refuses(["brief", text(&folder), "--now", "yesterday"]);
    assert!(message.contains("2026-01-28T09:00:00-07:00"), "{message}");
    let no_command = run([""; 0]);
    assert_eq!((no_command.code, no_command.stdout.as_str()), (2, ""));
    assert!(no_command.stderr.contains("Usage: baton"), "{}", no_command.stderr);
}

#[test]
fn what_is_not_there_is_named() {
    for args in
        [["brief", "no-such-folder"], ["extract", "no-such-call.vtt"], ["transcript", "no-such-call.vtt"]]
    {
        let message = complains(args);
        assert!(message.contains(args[1]) && message.contains("\nhint: "), "{message}");
    }
    let message = complains(["brief", "--booking", "no-such-booking.json"]);
    assert!(message.contains("no-such-booking.json"), "{message}");
}

#[test]
fn a_folder_with_nothing_in_it_says_what_it_may_hold() {
    let folder = folder(&[("notes.md", b"not ours")]);
    let message = complains(["brief", text(folder.path())]);
    for name in
        ["nothing to make a brief from", "transcript.*", "booking.json", "account.json", "touches.json"]
    {
        assert!(message.contains(name), "{message}");
    }
}

#[test]
fn a_file_for_a_folder_and_a_folder_for_a_file_say_what_to_do() {
    let transcript = transcript_of(&handoff("municipal-leaks"));
    let message = complains(["brief", text(&transcript)]);
    assert!(
        message.contains(&format!("hint: a single call is read with `--transcript {}`", text(&transcript)))
    );
    for args in
        [vec!["brief", "--transcript"], vec!["extract"], vec!["transcript"], vec!["brief", "--booking"]]
    {
        let message = complains(args.into_iter().chain([text(&handoff("municipal-leaks"))]));
        assert!(message.contains("a folder, expected a file"), "{message}");
    }
}

#[test]
fn broken_json_is_named_with_its_line() {
    let folder = folder(&[("booking.json", b"{\n \"title\": \"Dock call\",\n \"ae\": {\n")]);
    let message = complains(["brief", text(folder.path())]);
    assert!(message.contains("booking.json:") && message.contains("hint: `baton schema"), "{message}");
}

#[test]
fn a_wrong_type_is_named_with_its_path() {
    for (name, content, path) in [
        ("booking.json", r#"{"attendees": [{"name": "Ada"}, {"name": 7}]}"#, "attendees[1].name"),
        ("account.json", r#"{"employees": "many"}"#, "employees"),
        (
            "touches.json",
            r#"[{"at": "2026-01-05T10:00:00Z", "channel": "email", "summary": "x"}, {"at": "soon"}]"#,
            "[1].at",
        ),
    ] {
        let folder = folder(&[(name, content.as_bytes())]);
        let message = complains(["brief", text(folder.path())]);
        assert!(message.contains(name) && message.contains(path), "{message}");
        assert!(message.contains("expected ") && message.contains("found "), "{message}");
    }
}

#[test]
fn what_is_no_transcript_is_refused_with_the_formats_that_are_read() {
    let garbage: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for content in
        [garbage.as_slice(), b"", b" \n\n", b"\0\0\0\0", b"%PDF-1.7\n\xff\xfe", b"{\"a\": 1}", b"[]"]
    {
        let folder = folder(&[("transcript.vtt", content)]);
        let file = folder.path().join("transcript.vtt");
        for args in [
            vec!["brief", text(folder.path())],
            vec!["extract", text(&file)],
            vec!["transcript", text(&file)],
        ] {
            let message = complains(args);
            assert!(message.contains("transcript.vtt"), "{message}");
            assert!(message.contains("expected ") && message.contains("\nhint: "), "{message}");
        }
    }
}

#[test]
fn a_bad_bar_shows_the_line_and_a_caret() {
    let folder = folder(&[
        ("booking.json", b"{}"),
        ("typo.toml", b"name = \"Bar\"\nversion = 1\n\n[[criteria]]\nid = \"need\"\nstatement = \"The buyer named a cost.\"\ntest = \"vibes\"\n"),
        ("not.toml", b"name = \n"),
    ]);
    let booking = folder.path().join("booking.json");
    for (bar, line) in [("typo.toml", "test = \"vibes\""), ("not.toml", "name =")] {
        let bar = folder.path().join(bar);
        let message = complains(["brief", "--booking", text(&booking), "--bar", text(&bar)]);
        assert!(message.contains(text(&bar)) && message.contains(line), "{message}");
        assert!(
            message.lines().any(|line| line.trim_start_matches([' ', '|']).starts_with('^')),
            "{message}"
        );
    }
    let message = complains(["brief", "--booking", text(&booking), "--bar", "bants"]);
    assert!(message.contains("hint: give a file, or one of BANT, CHAMP, MEDDPICC, SPICED"), "{message}");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let booking = handoff("municipal-leaks").join("booking.json");
    let message = complains(["brief", "--booking", text(&booking), "--out", "no-such-folder/brief.html"]);
    assert!(
        message.contains("cannot write no-such-folder/brief.html") && message.contains("\nhint: "),
        "{message}"
    );
}

#[test]
fn messages_are_plain_when_standard_error_is_a_pipe() {
    for colour in ["auto", "never"] {
        let message = complains(["brief", "no-such-folder", "--color", colour]);
        assert!(!message.contains('\u{1b}'), "{message}");
    }
}

#[test]
fn an_address_that_cannot_be_mailed_to_is_an_error_with_a_hint() {
    let folder = folder(&[("booking.json", br#"{"ae": {"name": "Ada", "email": "not an address"}}"#)]);
    let message = complains(["brief", text(folder.path()), "--format", "eml"]);
    assert!(message.contains("\nhint: check the addresses of ae and sdr"), "{message}");
}

/// A reader that goes away early, as `| head -1` does.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};

    let transcript = transcript_of(&handoff("municipal-leaks"));
    let scratch = tempfile::tempdir().unwrap();
    let long = scratch.path().join("long.txt");
    // More than a pipe holds, so that the writer meets the closed end.
    fs::write(&long, "Ann Lee: We lose a day every week on this.\n".repeat(20_000)).unwrap();
    for (args, file) in [
        (["transcript", "--format", "text"], &long),
        (["transcript", "--format", "json"], &long),
        (["extract", "--format", "json"], &transcript),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_baton"))
            .args(args)
            .arg(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}
