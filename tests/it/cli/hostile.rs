//! Inputs that nobody sends by accident: nothing panics, nothing acts on the reader's screen, limits hold.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use super::{complains, folder, prints, run, text};

const FORMATS: [&str; 5] = ["terminal", "markdown", "html", "json", "eml"];

/// A name that tries to colour, to break lines, to add a mail header and to run a script.
const NAME: &str =
    r"Ali\n\u001b[31mRED\u001b]0;title\u0007\r\nBcc: x@evil.example <script>alert(1)</script> \u202eevil";

fn attacked() -> Vec<(&'static str, String)> {
    let booking = format!(
        r#"{{"title": "{NAME}", "starts_at": "2026-03-10T14:00:00-05:00", "duration_min": 0,
            "ae": {{"name": "{NAME}", "email": "ae@seller.example"}}, "sdr": {{"name": "{NAME}"}},
            "meeting_id": "{NAME}", "account": {{"name": "{NAME}", "domain": "{NAME}"}},
            "attendees": [{{"name": "{NAME}", "email": "a@buyer.example", "title": "{NAME}"}}]}}"#
    );
    let account = format!(
        r#"{{"name": "{NAME}", "industry": "{NAME}", "tech": ["{NAME}"], "news": [{{"headline": "{NAME}"}}]}}"#
    );
    let touches = format!(
        r#"[{{"at": "2099-01-01T00:00:00Z", "channel": "email", "direction": "in", "who": "{NAME}", "summary": "{NAME}"}}]"#
    );
    let transcript = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v \u{1b}[31mEvil &lt;script&gt;>We lose $40k a month \u{1b}[2J on \
                      &lt;img src=x onerror=alert(1)&gt; chargebacks.</v>\n";
    vec![
        ("booking.json", booking),
        ("account.json", account),
        ("touches.json", touches),
        ("transcript.vtt", transcript.to_owned()),
    ]
}

#[test]
fn text_from_outside_never_acts() {
    let files = attacked();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = folder(&files);
    for format in FORMATS {
        let brief =
            prints(["brief", text(folder.path()), "--format", format, "--now", "2026-03-01T00:00:00Z"]);
        let acting =
            brief.chars().find(|c| (c.is_control() && !matches!(c, '\n' | '\r')) || *c == '\u{202e}');
        assert_eq!(acting, None, "{format}: {brief}");
        if format == "html" {
            assert!(!brief.contains("<script") && !brief.contains("<img src=x"), "{brief}");
        }
        if format == "eml" {
            assert!(!brief.lines().any(|line| line.starts_with("Bcc:")), "{brief}");
        }
    }
    let call = folder.path().join("transcript.vtt");
    for args in [vec!["extract", text(&call)], vec!["transcript", text(&call)]] {
        let shown = prints(args);
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}

#[test]
fn messages_show_no_control_characters_of_the_input() {
    let folder = folder(&[
        ("booking.json", b"{\"attendees\": \"\\u001b[31mRED\\u001b]0;title\\u0007\"}"),
        ("bar.toml", b"name = \"\x1b[31mRED\"\n"),
        ("call.txt", b"\x1b[31m\x1b]0;title\x07\n"),
    ]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    for args in [
        vec!["brief".to_owned(), text(folder.path()).to_owned()],
        vec!["transcript".to_owned(), path("call.txt")],
        vec![
            "brief".to_owned(),
            "--transcript".to_owned(),
            path("call.txt"),
            "--bar".to_owned(),
            path("bar.toml"),
        ],
        vec!["brief".to_owned(), "no\u{1b}[31msuch".to_owned()],
        vec!["brief".to_owned(), path("call.txt"), "--bar".to_owned(), "no\u{1b}[31msuch".to_owned()],
    ] {
        let message = complains(&args);
        let acting = message.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(acting, None, "{args:?}: {message}");
    }
}

#[test]
fn next_to_nothing_is_enough() {
    let empty = r#"{"title": null, "starts_at": null, "duration_min": null, "ae": null, "sdr": null, "attendees": null,
                   "account": null, "call_date": null, "meeting_id": null}"#;
    for booking in ["{}", empty, r#"{"attendees": [], "account": {}, "title": " "}"#] {
        let folder = folder(&[("booking.json", booking.as_bytes())]);
        for format in FORMATS {
            let ran = run(["brief", text(folder.path()), "--format", format]);
            assert!(ran.code == 0, "{booking} as {format}: {}", ran.stderr);
        }
    }
}

#[test]
fn dates_at_the_end_of_time_are_dates() {
    let files: [(&str, &[u8]); 4] = [
        (
            "booking.json",
            br#"{"starts_at": "9999-12-30T23:59:59+14:00", "duration_min": 4294967295, "call_date": "9999-12-31"}"#,
        ),
        ("touches.json", br#"[{"at": "9999-12-30T00:00:00Z", "channel": "call", "direction": "out", "summary": "x"},
                              {"at": "0001-01-01T00:00:00Z", "channel": "email", "direction": "in", "summary": "y"}]"#),
        ("account.json", br#"{"name": "Harbor Oak", "employees": 9007199254740991}"#),
        (
            "transcript.txt",
            b"Ann Lee: We lose two days every week on this.\nBob Ray: I will send the quote next Friday, or in 9999 years.\n\
              Ann Lee: Let's meet tomorrow at 10, the end of the month, or in 99999999999 weeks.\n",
        ),
    ];
    let folder = folder(&files);
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12"] {
        for format in FORMATS {
            let ran = run(["brief", text(folder.path()), "--format", format, "--time-zone", zone]);
            assert!(matches!(ran.code, 0 | 1), "{}", ran.stderr);
        }
    }
}

#[test]
fn names_of_every_script_are_shown_within_the_width() {
    let booking = "{\"attendees\": [{\"name\": \"محمد الأحمد\", \"title\": \"المدير المالي\"}, {\"name\": \"山田 太郎\", \"title\": \"部長\"}], \
                   \"account\": {\"name\": \"株式会社サンプル\"}}";
    let call = "محمد الأحمد: We are losing deals because the reports take two weeks.\n山田 太郎: I will send you the contract on Thursday.\n";
    let folder = folder(&[("booking.json", booking.as_bytes()), ("transcript.txt", call.as_bytes())]);
    let brief = prints(["brief", text(folder.path())]);
    assert!(brief.contains("山田 太郎") && brief.contains("محمد الأحمد"), "{brief}");
    let widest = brief.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= 100, "{brief}");
}

#[test]
fn what_is_too_large_is_refused_with_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.vtt");
    // A sparse file: its size is known before a byte of it is read.
    fs::File::create(&large).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let message = complains(["transcript", text(&large)]);
    assert!(message.contains("209715200 bytes, expected at most"), "{message}");

    let crowd = folder.path().join("crowd.txt");
    let mut lines = String::new();
    for n in 0..5000 {
        writeln!(lines, "Person {n}: we need this by Friday.").unwrap();
    }
    fs::write(&crowd, lines).unwrap();
    let message = complains(["brief", "--transcript", text(&crowd)]);
    assert!(message.contains("more than 2000 speakers"), "{message}");

    let words = folder.path().join("words.txt");
    fs::write(&words, format!("Ann Lee: {}\n", "we lose money on this. ".repeat(1_000_000))).unwrap();
    let message = complains(["brief", "--transcript", text(&words)]);
    assert!(message.contains("words.txt: more than 4194304 bytes of speech"), "{message}");
}

#[test]
fn a_zip_bomb_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.docx");
    let mut bomb = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    bomb.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..200 {
        bomb.write_all(&blank).unwrap();
    }
    bomb.finish().unwrap();
    let message = complains(["transcript", text(&path)]);
    assert!(message.contains("expected at most"), "{message}");
}

#[test]
fn deep_json_is_an_error() {
    let deep = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let lists = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for name in ["transcript.json", "booking.json", "account.json", "touches.json"] {
        for content in [&deep, &lists] {
            let folder = folder(&[(name, content.as_bytes())]);
            let message = complains(["brief", text(folder.path())]);
            assert!(message.contains(name) && message.len() < 1000, "{message}");
        }
    }
}

/// A path that is not UTF-8 is a path; it cannot be shown as it is, but it can be read.
#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_not_utf_8_is_read() {
    use std::os::unix::ffi::OsStrExt;

    let scratch = tempfile::tempdir().unwrap();
    let odd = scratch.path().join(std::ffi::OsStr::from_bytes(b"hand\xffoff"));
    fs::create_dir(&odd).unwrap();
    fs::write(odd.join("booking.json"), "{}").unwrap();
    fs::write(odd.join(std::ffi::OsStr::from_bytes(b"transcript\xff.txt")), "Ann Lee: Hello there.\n")
        .unwrap();
    let call = odd.join("call.txt");
    fs::write(&call, "Ann Lee: Hello there.\n").unwrap();
    let folder = run([std::ffi::OsStr::new("brief"), odd.as_os_str()]);
    assert_eq!(folder.code, 0, "{}", folder.stderr);
    let lone = run([std::ffi::OsStr::new("transcript"), call.as_os_str()]);
    assert_eq!(lone.code, 0, "{}", lone.stderr);
    let missing = run([std::ffi::OsStr::new("extract"), odd.join("none").as_os_str()]);
    assert_eq!(missing.code, 1, "{}", missing.stderr);
}
