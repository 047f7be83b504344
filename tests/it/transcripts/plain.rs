//! Otter, `Name: text`, Google Meet and their relatives.

use baton::domain::transcript::TranscriptFormat;
use baton::ingest::transcript::parse;

use super::{gives, told_of};

#[test]
fn otter_headers_may_miss_a_name_and_the_footer_is_no_speech() {
    gives(
        "otter.txt",
        TranscriptFormat::Otter,
        &[
            "10 3000-? Ines Okafor: Morning. Can you hear me?",
            "13 7000-? Speaker 2: I can. Note: the dock is loud, so shout.",
            "16 7000-? Speaker 2: And the forklift is back at 3:30",
            "19 15000-? Unknown Speaker: Milo, dock two!",
            "22 20000-? ?: Coming, coming.",
            "25 3723000-? Ines Okafor: Thanks, both.",
        ],
    );
}

#[test]
fn labels_may_hold_a_company_and_a_paragraph_continues_the_speaker() {
    gives(
        "name-text.txt",
        TranscriptFormat::NameText,
        &[
            "4 ?-? Ines Okafor: Morning, Milo.",
            "5 ?-? Milo Brandt (Harbor Oak): Morning. The problem is: we can't see the dock.",
            "8 ?-? Milo Brandt (Harbor Oak): Anyway: four hours a day.",
            "9 ?-? Ines Okafor: At https://harboroak.example, is that you?",
            "10 ?-? Priya - Harbor Oak: It is. I'm on the line, too.",
            "11 ?-? +44 20 7946 0018: So am I.",
            "12 ?-? Milo Brandt (Harbor Oak): Good.",
        ],
    );
}

#[test]
fn times_may_stand_before_beside_or_above_the_name() {
    gives(
        "name-text-times.txt",
        TranscriptFormat::NameText,
        &[
            "1 3000-? Ines Okafor: Morning.",
            "2 5000-? Milo Brandt: Morning, Ines.",
            "3 62000-? Ines Okafor: Still there?",
            "4 65000-? Milo Brandt: Still here.",
            "5 66000-? Ines Okafor: Good.",
            "6 70000-? Milo Brandt: One thing",
            "8 80000-? Milo Brandt: before we start.",
            "9 3690000-? Ines Okafor: Go on.",
        ],
    );
}

#[test]
fn names_may_be_bold() {
    gives(
        "name-text-markdown.md",
        TranscriptFormat::NameText,
        &[
            "3 ?-? Ines Okafor: Morning, *Milo*.",
            "5 ?-? Milo Brandt: Morning.",
            "7 9000-? Ines Okafor: A list, why not.",
            "9 ?-? Milo Brandt: Two paragraphs.",
            "11 ?-? Milo Brandt: This is the second.",
        ],
    );
}

#[test]
fn times_of_the_wall_clock_are_counted_from_the_first() {
    gives(
        "zoom-captions.txt",
        TranscriptFormat::Otter,
        &[
            "2 0-? Ines Okafor: Morning, Milo.",
            "5 7000-? Milo Brandt: Morning. It is late already.",
            "8 18000-? Ines Okafor: It is always late.",
        ],
    );
}

#[test]
fn names_may_stand_alone_above_the_text() {
    gives(
        "names-alone.txt",
        TranscriptFormat::NameText,
        &[
            "2 ?-? Ines Okafor: Morning, Milo.",
            "5 ?-? Milo Brandt: Morning. Sit down.",
            "8 ?-? Ines Okafor: Thanks.",
        ],
    );
}

#[test]
fn a_time_may_stand_between_name_and_text() {
    gives(
        "name-above-time.txt",
        TranscriptFormat::Otter,
        &[
            "3 3000-? Ines Okafor: Morning, Milo.",
            "7 8000-? Milo Brandt: Morning.",
            "11 12000-? Ines Okafor: Shall we?",
        ],
    );
}

#[test]
fn google_meet_has_one_time_for_a_block() {
    gives(
        "google-meet.txt",
        TranscriptFormat::GoogleMeet,
        &[
            "10 0-? Ines Okafor: Morning, Milo.",
            "11 0-? Milo Brandt: Morning. One thing: the dock.",
            "15 300000-? milo's second screen: I joined twice.",
            "16 300000-? Ines Okafor: I see both of you.",
        ],
    );
}

#[test]
fn windows_1252_is_read() {
    gives(
        "name-text-windows-1252.txt",
        TranscriptFormat::NameText,
        &[
            "1 ?-? Ines Okafor: Salut Zoé, ça va? It’s “late” – again…",
            "2 ?-? Zoé Brandt: Très bien. 40 € each.",
        ],
    );
}

#[test]
fn lower_case_capitals_and_numbered_speakers_are_names_when_they_come_back() {
    let text = "ines: hi\nmilo: hi\nines: so\nmilo: so what\nines: nothing\nmilo: fine\n";
    assert!(told_of(text).iter().all(|line| line.contains("ines:") || line.contains("milo:")));
    let text = "SPEAKER_00: hi\nSPEAKER_01: Note: this is text\n";
    assert_eq!(told_of(text), ["1 ?-? SPEAKER_00: hi", "2 ?-? SPEAKER_01: Note: this is text"]);
    let text = "INES OKAFOR: hi\nMILO: hello\nINES OKAFOR: bye\n";
    assert_eq!(told_of(text), ["1 ?-? INES OKAFOR: hi", "2 ?-? MILO: hello", "3 ?-? INES OKAFOR: bye"]);
}

#[test]
fn bracketed_ranges_as_speech_recognisers_print_them_are_times() {
    let text = "[00:00.000 --> 00:02.500]  Morning, Milo.\n[00:02.500 --> 00:04.000]  Morning.\n";
    assert_eq!(told_of(text), ["1 0-? ?: Morning, Milo.", "2 2500-? ?: Morning."]);
}

#[test]
fn a_time_of_day_is_no_time_in_the_recording() {
    let text = "10:02 AM Ines Okafor: Morning.\n10:03 am Milo Brandt: Morning.\n";
    assert_eq!(told_of(text), ["1 ?-? Ines Okafor: Morning.", "2 ?-? Milo Brandt: Morning."]);
    let text = "Ines Okafor  10:02 AM\nMorning.\n\nMilo Brandt  10:03 AM\nMorning.\n";
    assert_eq!(told_of(text), ["2 ?-? Ines Okafor: Morning.", "5 ?-? Milo Brandt: Morning."]);
}

#[test]
fn a_name_with_a_colon_alone_stands_for_the_lines_below() {
    let text = "Ines Okafor:\nMorning,\nMilo.\n\nMilo Brandt: (0:07)\nMorning.\n\nIt is late.\n";
    assert_eq!(
        told_of(text),
        [
            "2 ?-? Ines Okafor: Morning, Milo.",
            "6 7000-? Milo Brandt: Morning.",
            "8 7000-? Milo Brandt: It is late."
        ]
    );
}

#[test]
fn a_sentence_before_the_first_speaker_is_noted() {
    let text = "Somebody spoke before.\n\nInes Okafor: Morning.\nMilo Brandt: Morning.\n";
    assert_eq!(
        told_of(text).last().map(String::as_str),
        Some("skipped 1: text before the first speaker: \"Somebody spoke before.\"")
    );
}

#[test]
fn prose_is_no_transcript() {
    let text = "We met Harbor Oak today. They lose four hours a day.\n\nNext steps: send the pilot plan.\n";
    let error = parse("notes.txt", text.as_bytes(), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "notes.txt:1: found \"We met Harbor Oak today. They lose four hours a …\", \
         expected lines such as `Dana Reyes: Good morning`, or headers such as `Dana Reyes  0:05`"
    );
}

#[test]
fn headers_need_no_blank_line_above_them() {
    let text = "Ines Okafor 00:00:03\nHi Milo.\nMilo Brandt 00:00:09\nFine. We met at 10:30\nInes Okafor 00:00:15\nGood.\n";
    assert_eq!(
        told_of(text),
        [
            "2 3000-? Ines Okafor: Hi Milo.",
            "4 9000-? Milo Brandt: Fine. We met at 10:30",
            "6 15000-? Ines Okafor: Good."
        ]
    );
}

#[test]
fn a_time_may_stand_before_the_name_above_the_text() {
    let text = "00:03 Ines Okafor\nHi Milo.\n\n00:09 Milo Brandt\nHello.\n\n00:12 Ines Okafor\nRight.\n";
    assert_eq!(
        told_of(text),
        ["2 3000-? Ines Okafor: Hi Milo.", "5 9000-? Milo Brandt: Hello.", "8 12000-? Ines Okafor: Right."]
    );
}

#[test]
fn a_long_turn_may_be_timed_again_inside() {
    let text = "Speaker 1 (00:03):\nHi Milo.\n\nSpeaker 2 (00:09):\nHello. One more: thing.\n\n(00:30):\nAnd another.\n";
    assert_eq!(
        told_of(text),
        [
            "2 3000-? Speaker 1: Hi Milo.",
            "5 9000-? Speaker 2: Hello. One more: thing.",
            "8 30000-? Speaker 2: And another."
        ]
    );
}

#[test]
fn markdown_headers_are_read() {
    let text = "**Ines Okafor** *00:03*\nHi Milo.\n\n**Milo Brandt** *00:09*\nHello.\n\n### Ines Okafor [00:12]\nHi.\n";
    assert_eq!(
        told_of(text),
        ["2 3000-? Ines Okafor: Hi Milo.", "5 9000-? Milo Brandt: Hello.", "8 12000-? Ines Okafor: Hi."]
    );
}

#[test]
fn questions_and_answers_by_letter_are_two_voices() {
    let text = "Q: How many drivers?\nA: About forty.\nQ: And trucks?\nA: Thirty.\n";
    assert_eq!(
        told_of(text),
        ["1 ?-? Q: How many drivers?", "2 ?-? A: About forty.", "3 ?-? Q: And trucks?", "4 ?-? A: Thirty."]
    );
}

#[test]
fn names_alone_need_no_blank_lines_when_they_come_back() {
    let text = "Ines Okafor\nHi Milo.\nMilo Brandt\nHello.\nInes Okafor\nSo.\nMilo Brandt\nPerfect\n";
    assert_eq!(
        told_of(text),
        [
            "2 ?-? Ines Okafor: Hi Milo.",
            "4 ?-? Milo Brandt: Hello.",
            "6 ?-? Ines Okafor: So.",
            "8 ?-? Milo Brandt: Perfect"
        ]
    );
}

#[test]
fn phrases_with_colons_at_the_start_of_paragraphs_name_nobody() {
    let text = "Ines Okafor: Hi.\n\nI wanted to ask: how are the pallets?\n\nMilo Brandt: Fine.\n\nLet me think: no.\n\n\
                Cost: four hours.\n\nInes Okafor: Ok\nMilo Brandt: Yes\n";
    let voices = parse("call", text.as_bytes(), None).unwrap();
    assert_eq!(voices.speakers().len(), 2);
    assert_eq!(voices.utterances().len(), 7);
}

#[test]
fn a_table_pasted_as_text_is_read() {
    let text = "00:00:03\tInes Okafor\tHi: you.\n00:00:05\tMilo Brandt\tHello.\n";
    assert_eq!(told_of(text), ["1 3000-? Ines Okafor: Hi: you.", "2 5000-? Milo Brandt: Hello."]);
}
