//! WebVTT and `SubRip`.

use baton::domain::transcript::TranscriptFormat;
use baton::ingest::transcript::parse;

use super::{fixtures, gives, read, told, told_of};

#[test]
fn a_zoom_cue_without_a_name_continues_the_speaker_and_a_colon_in_speech_names_nobody() {
    gives(
        "zoom.vtt",
        TranscriptFormat::Vtt,
        &[
            "5 3120-5400 Ines Okafor: Morning, Milo. Is now still good?",
            "9 5900-9000 Milo Brandt: It is. The problem is: we can't see which pallets are late",
            "13 9000-12250 Milo Brandt: until the driver is already at the dock.",
            "17 12300-14000 Milo Brandt: Honestly: it's four hours a day.",
            "21 14100-16000 Ines Okafor: Four hours at 6:30 in the morning?",
            "25 16400-17000 Front desk iPad: Milo, dock two!",
            "29 17200-18000 Milo Brandt: [laughs] Exactly: dock two.",
        ],
    );
}

#[test]
fn teams_voices_cut_cues_and_a_cue_without_one_is_nobodys() {
    gives(
        "teams.vtt",
        TranscriptFormat::Vtt,
        &[
            "10 1000-4500 Ines Okafor: Can you hear me, Milo & is R&D on the line?",
            "15 4200-6000 Milo Brandt (Guest): Yes. Go on.",
            "19 6000-8000 Ines Okafor: So the dock",
            "19 6000-8000 Milo Brandt (Guest): Dock two.",
            "23 0-9000 ?: Somebody at the door",
            "27 12000-? Brandt, Milo: I joined twice, it's <3 seconds: sorry.",
        ],
    );
}

#[test]
fn without_names_nobody_is_named() {
    gives(
        "teams-without-names.vtt",
        TranscriptFormat::Vtt,
        &["4 1000-2000 ?: Nobody is named here.", "7 2500-4000 ?: So nobody is quoted: by name."],
    );
}

#[test]
fn webex_names_the_speaker_in_the_cues_id() {
    gives(
        "webex.vtt",
        TranscriptFormat::Vtt,
        &[
            "5 2129-4200 Ines Okafor: Hello, Milo.",
            "9 4900-6000 Milo Brandt: Hello. One thing: we move on Friday.",
        ],
    );
}

#[test]
fn a_messy_file_is_read_as_far_as_it_can_be_and_the_rest_is_noted() {
    gives(
        "messy.vtt",
        TranscriptFormat::Vtt,
        &[
            "12 5000-7250 Ines Okafor: No hours, and a comma.",
            "15 8500-9123 Milo Brandt: No blank line above me",
            "18 10000-11000 Ines Okafor: and a short arrow.",
            "29 15000-16000 Milo Brandt: A --> B was empty.",
            "skipped 21: a timing that is none: \"00:00:12.000 --> soon\"",
            "skipped 31: text without times: \"Somebody typed this here.\"",
            "skipped 34: a timing that is none: \"00:00:99.000 --> 00:01:10.000\"",
        ],
    );
}

#[test]
fn subrip_may_hold_tags_positions_and_two_speakers_in_a_cue() {
    gives(
        "subrip.srt",
        TranscriptFormat::Srt,
        &[
            "3 1000-3500 Ines Okafor: Morning. Did the trial run?",
            "7 3900-6000 Milo Brandt: It did, until the badge printer stopped.",
            "12 6100-9000 Ines Okafor: Oh no.",
            "13 6100-9000 Milo Brandt: Oh yes.",
            "17 9500-10000 Milo Brandt: Every morning.",
        ],
    );
}

#[test]
fn subrip_speakers_in_brackets_are_told_from_sounds() {
    gives(
        "subrip-brackets.srt",
        TranscriptFormat::Srt,
        &[
            "3 1000-2000 Ines Okafor: Morning.",
            "7 2500-3000 Milo: Morning, Ines.",
            "11 3500-4000 Milo: [laughs] It is early.",
            "15 4500-5000 Ines Okafor: Too early?",
            "19 5500-6000 Milo: Never.",
        ],
    );
}

#[test]
fn chevrons_say_that_somebody_else_speaks() {
    gives(
        "captions.srt",
        TranscriptFormat::Srt,
        &[
            "3 1000-2000 Ines: Morning, everybody.",
            "7 2500-3000 ?: Morning.",
            "11 3500-4000 ?: We are three today.",
            "15 4500-5000 Ines: Good.",
        ],
    );
}

#[test]
fn utf_16_gives_the_same_as_utf_8() {
    let text = std::fs::read_to_string(fixtures().join("zoom.vtt")).unwrap();
    let utf_8 = told(&read(&fixtures().join("zoom.vtt")));
    assert_eq!(told(&read(&fixtures().join("zoom-utf-16.vtt"))), utf_8);
    let without_mark =
        |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    for bytes in [without_mark(u16::to_le_bytes), without_mark(u16::to_be_bytes)] {
        assert_eq!(told(&parse("call.vtt", &bytes, None).unwrap()), utf_8);
    }
    let with_mark = format!("\u{FEFF}{text}");
    assert_eq!(told(&parse("call.vtt", with_mark.as_bytes(), None).unwrap()), utf_8);
}

#[test]
fn line_ends_do_not_matter() {
    let text = std::fs::read_to_string(fixtures().join("teams.vtt")).unwrap();
    let expected = told(&read(&fixtures().join("teams.vtt")));
    for end in ["\r\n", "\r", "\r\r\n"] {
        assert_eq!(told_of(&text.replace('\n', end)).join("\n"), expected.trim_end(), "{end:?}");
    }
}

#[test]
fn a_file_with_a_blank_line_between_every_two_lines_is_read() {
    let text = "1\n\n00:00:01,000 --> 00:00:02,000\n\nInes: Morning.\n\n2\n\n00:00:03,000 --> 00:00:04,000\n\nMilo: Hi.\n\n";
    assert_eq!(told_of(text), ["5 1000-2000 Ines: Morning.", "11 3000-4000 Milo: Hi."]);
}

#[test]
fn a_cue_with_the_name_on_its_own_line_is_read() {
    let text = "0:0:1.5 --> 0:0:2.0\nInes Okafor\nMorning.\n\n0:0:3.0 --> 0:0:4.25\nMilo Brandt\nHi: you\nthere.\n\n\
                0:0:5.0 --> 0:0:6.0\nInes Okafor\nGood.\n";
    assert_eq!(
        told_of(text),
        [
            "3 1500-2000 Ines Okafor: Morning.",
            "7 3000-4250 Milo Brandt: Hi: you there.",
            "12 5000-6000 Ines Okafor: Good."
        ]
    );
}

#[test]
fn cues_without_a_header_are_told_by_their_times() {
    let format = |text: &str| parse("x", text.as_bytes(), None).unwrap().format();
    assert_eq!(format("00:01.000 --> 00:02.000\nInes: Hi\n"), TranscriptFormat::Vtt);
    assert_eq!(format("1\n00:00:01.000 --> 00:00:02.000\nInes: Hi\n"), TranscriptFormat::Srt);
    assert_eq!(format("00:00:01,000 --> 00:00:02,000\nInes: Hi\n"), TranscriptFormat::Srt);
}

#[test]
fn speakers_after_dashes_in_one_cue_are_told_apart() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n- Ines: Hi\n- Milo: Hello\n";
    assert_eq!(told_of(text), ["3 1000-2000 Ines: Hi", "4 1000-2000 Milo: Hello"]);
}

#[test]
fn a_file_with_nothing_but_broken_timings_is_an_error_with_its_line() {
    let error = parse("call.srt", b"1\n00:00:01,000 --> soon\nInes: Hi\n", None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "call.srt:2: found a timing that is none: \"00:00:01,000 --> soon\", \
         expected a cue such as `00:00:05,000 --> 00:00:08,000` with text below"
    );
}
