//! What no input may do: panic, lose its place, or pass a limit.

use std::fmt::Write as _;
use std::fs;

use baton::domain::Transcript;
use baton::domain::transcript::TranscriptFormat;
use baton::ingest::transcript::{
    MAX_BYTES, MAX_LINES, MAX_SPEAKERS, MAX_UTTERANCE_BYTES, MAX_UTTERANCES, TranscriptError, parse,
};
use proptest::prelude::*;

use super::{cases, fixtures, read};

/// Every fixture.
fn sources() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect()
}

/// Checks what holds for every transcript, or that the error is one for people.
#[track_caller]
fn check(name: &str, result: &Result<Transcript, TranscriptError>) {
    match result {
        Ok(transcript) => sound(transcript),
        Err(error) => {
            let message = error.to_string();
            assert!(message.starts_with(name), "{message}");
            assert!(!message.contains(|char: char| char.is_control()), "{message:?}");
            assert!(message.len() < name.len() + 400, "{message}");
            assert!(!error.hint().is_empty());
        }
    }
}

#[track_caller]
fn sound(transcript: &Transcript) {
    let mut end = 0;
    assert!(!transcript.utterances().is_empty());
    for (index, utterance) in transcript.utterances().iter().enumerate() {
        let words = transcript.text().get(utterance.range.clone()).expect("on character boundaries");
        assert_eq!(utterance.id.index(), index);
        assert!(utterance.range.start >= end && !words.trim().is_empty());
        assert_eq!(words, words.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(words.len() <= MAX_UTTERANCE_BYTES);
        assert!(utterance.speaker.is_none() || transcript.speaker(utterance).is_some());
        assert!(transcript.quote_all(utterance.id).is_some_and(|quote| quote.verifies_in(transcript)));
        end = utterance.range.end;
    }
    assert!(transcript.speakers().iter().all(|speaker| !speaker.label.trim().is_empty()));
}

#[test]
fn every_annotated_call_is_sound() {
    for (_, file) in cases() {
        sound(&read(&file));
    }
}

/// A small generator, so that the same damage is done each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

#[test]
fn a_truncated_file_is_read_or_refused() {
    let mut dice = Dice(1);
    for (name, bytes) in sources() {
        for _ in 0..200 {
            let cut = &bytes[..dice.below(bytes.len())];
            check(&name, &parse(&name, cut, None));
        }
    }
}

#[test]
fn a_file_with_flipped_bytes_is_read_or_refused() {
    let mut dice = Dice(2);
    for (name, bytes) in sources() {
        let mut damaged = bytes.clone();
        for flip in 0..500 {
            if flip % 25 == 0 {
                damaged.clone_from(&bytes);
            }
            let at = dice.below(damaged.len());
            damaged[at] = u8::try_from(dice.below(256)).unwrap();
            check(&name, &parse(&name, &damaged, None));
        }
    }
}

#[test]
fn every_file_is_read_or_refused_in_every_format() {
    for (name, bytes) in sources() {
        for format in TranscriptFormat::ALL {
            let result = parse(&name, &bytes, Some(format));
            check(&name, &result);
            if let Ok(transcript) = result {
                assert_eq!(transcript.format(), format);
            }
        }
    }
}

#[test]
fn the_wrong_format_names_the_right_one() {
    let bytes = fs::read(fixtures().join("zoom.vtt")).unwrap();
    let error = parse("zoom.vtt", &bytes, Some(TranscriptFormat::Gong)).unwrap_err();
    assert_eq!(error.to_string(), "zoom.vtt is not gong: it looks like vtt");
    assert_eq!(error.hint(), "leave `--input-format` out, or give `--input-format vtt`");
}

#[test]
fn the_same_bytes_give_the_same_transcript() {
    for (name, bytes) in sources() {
        assert_eq!(parse(&name, &bytes, None).unwrap(), parse("other", &bytes, None).unwrap(), "{name}");
    }
}

#[test]
fn files_that_are_no_text_say_what_they_are() {
    for (bytes, expected) in [
        (&b"%PDF-1.7\n"[..], "found a PDF"),
        (b"{\\rtf1\\ansi", "found an RTF document"),
        (b"\x00\x00\x00\x20ftypisom", "found an audio or video file"),
        (b"\x01\x02\x03\x04\x05\x06\x07", "found binary data"),
    ] {
        let error = parse("call", bytes, None).unwrap_err().to_string();
        assert!(error.starts_with("call: ") && error.contains(expected), "{error}");
    }
    for empty in ["", "\u{FEFF}", "\n \n"] {
        let error = parse("call", empty.as_bytes(), None).unwrap_err().to_string();
        assert!(error.starts_with("call:1: found an empty file, expected "), "{error}");
    }
}

#[test]
fn more_bytes_than_the_limit_are_refused() {
    let bytes = vec![b'x'; usize::try_from(MAX_BYTES).unwrap() + 1];
    assert!(matches!(parse("call", &bytes, None), Err(TranscriptError::TooLarge { limit: MAX_BYTES, .. })));
}

#[test]
fn more_utterances_or_speakers_than_the_limits_are_refused() {
    let line = "[0:01] Ines: a\n";
    let error = parse("call", line.repeat(MAX_UTTERANCES + 1).as_bytes(), None).unwrap_err();
    assert_eq!(error.to_string(), format!("call: more than {MAX_UTTERANCES} utterances"));
    let error = parse("call", "\n".repeat(MAX_LINES + 1).as_bytes(), None).unwrap_err();
    assert_eq!(error.to_string(), format!("call: more than {MAX_LINES} lines"));
    let crowd: Vec<_> = (0..=MAX_SPEAKERS).map(|number| format!("Speaker {number}: hi")).collect();
    let error = parse("call", crowd.join("\n").as_bytes(), None).unwrap_err();
    assert_eq!(error.to_string(), format!("call: more than {MAX_SPEAKERS} speakers"));
}

#[test]
fn a_very_long_paragraph_becomes_several_utterances_and_loses_no_word() {
    for sentence in ["We lose the pallets. ", "nostop ", "x", "é"] {
        let said = sentence.repeat(20_000);
        let transcript = parse("call", format!("Ines Okafor: {said}").as_bytes(), None).unwrap();
        sound(&transcript);
        assert!(transcript.utterances().len() > 1);
        let read: String = transcript.text().split_whitespace().collect();
        assert_eq!(read, said.split_whitespace().collect::<String>());
    }
}

#[test]
fn deep_json_is_refused() {
    let error = parse("call", "[".repeat(100_000).as_bytes(), None).unwrap_err().to_string();
    assert!(error.contains("recursion limit exceeded"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        check("call", &parse("call", text.as_bytes(), None));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check("call", &parse("call", &bytes, None));
    }

    #[test]
    fn text_made_of_what_transcripts_are_made_of_is_read_or_refused(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "WEBVTT", "\n", "\n\n", "\r\n", "1", "00:00:01.000", " --> ", "0:05", "Ines Okafor", "Ines", ": ", ":", "  ", "<v ",
                "<v Ines>", "</v>", "<i>", "&amp;", "&#x1F4A9;", "NOTE", "STYLE", "[", "]", "(", ")", "**", "- ", ">> ", "Speaker 2",
                "Attendees", "Transcript", "{\"callTranscripts\":", "\"transcript\":[", "}", "é", "\u{FEFF}", "AM", "-", ",", ".", "?",
                "https://x", "hello there",
            ]),
            0..60,
        )
    ) {
        let text: String = parts.concat();
        check("call", &parse("call", text.as_bytes(), None));
    }

    #[test]
    fn what_is_written_as_webvtt_is_read_back(
        said in prop::collection::vec(
            ("[A-Z][a-zé]{1,8} [A-Z][a-z]{1,8}", "[A-Za-z0-9é,.?!'&<> -]{0,60}[a-z]", 0_u64..7_200_000, 0_u64..60_000),
            1..30,
        )
    ) {
        let time = |ms: u64| format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
        let mut file = String::from("WEBVTT\n\n");
        for (name, words, start, length) in &said {
            let words = words.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(file, "{} --> {}\n<v {name}>{words}</v>\n", time(*start), time(start + length)).unwrap();
        }
        let transcript = parse("call", file.as_bytes(), None).unwrap();
        sound(&transcript);
        prop_assert!(transcript.skipped().is_empty());
        prop_assert_eq!(transcript.utterances().len(), said.len());
        for (utterance, (name, words, start, length)) in transcript.utterances().iter().zip(&said) {
            prop_assert_eq!(&transcript.speaker(utterance).unwrap().label, name);
            let words: Vec<_> = words.split_whitespace().collect();
            prop_assert_eq!(transcript.words(utterance), words.join(" "));
            prop_assert_eq!(utterance.start_ms, Some(*start));
            prop_assert_eq!(utterance.end_ms, Some(start + length));
        }
    }
}
