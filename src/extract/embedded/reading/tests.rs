use super::*;
use crate::domain::Transcript;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::extract::sides::{SideReason, Sides, SpeakerSide};

fn transcript(lines: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("test".to_owned(), TranscriptFormat::NameText);
    for (speaker, text) in lines {
        let speaker = builder.speaker(speaker);
        builder.push(Some(speaker), text, None, None, 0);
    }
    builder.finish()
}

fn sides(transcript: &Transcript) -> Sides {
    let side = |label: &str| if label == "S" { Side::Seller } else { Side::Buyer };
    let speakers = transcript.speakers().iter().map(|speaker| SpeakerSide {
        side: side(&speaker.label),
        confidence: 1.0,
        reason: SideReason::Name,
        name: None,
    });
    Sides::new(speakers.collect())
}

fn read(lines: &[(&str, &str)]) -> Vec<String> {
    let transcript = transcript(lines);
    let call = Call::new(&transcript, sides(&transcript), None, None);
    let reading = Reading::of(&call);
    let join = |sentence: &Sentence| {
        let words: Vec<&str> = reading.words(sentence).iter().map(|word| word.text).collect();
        format!("{}{}", words.join(" "), if sentence.question { "?" } else { "" })
    };
    reading.sentences().iter().map(join).collect()
}

#[test]
fn contractions_are_spelled_out_and_fillers_and_stammers_are_gone() {
    assert_eq!(
        read(&[(
            "S",
            "Is there, um, is there a budget? So it's, it's me, I don't, I can't say theres none."
        )]),
        ["is there a budget?", "so it is me i do not i can not say there is none"]
    );
}

#[test]
fn a_genitive_is_left_alone() {
    assert_eq!(read(&[("B", "That's Ruben's budget.")]), ["that is ruben's budget"]);
}

#[test]
fn a_sentence_cut_into_cues_is_whole_again() {
    assert_eq!(
        read(&[("B", "This year's budget had"), ("B", "a zero on that line."), ("S", "Okay."), ("B", "yes")]),
        ["this year's budget had a zero on that line", "okay", "yes"]
    );
}

#[test]
fn a_title_ends_no_sentence() {
    assert_eq!(read(&[("B", "It goes to Mr. Lim. He signs.")]), ["it goes to mr lim", "he signs"]);
}

#[test]
fn a_short_utterance_is_quoted_whole_and_a_long_one_by_its_sentence() {
    let long = format!("{} Then it's the board. Yes.", "We did many other things last year. ".repeat(8));
    let transcript = transcript(&[("B", "No. Then it's the board."), ("B", &long)]);
    let call = Call::new(&transcript, sides(&transcript), None, None);
    let reading = Reading::of(&call);
    let quote_of = |last: &str, nth: usize| {
        let found = reading
            .sentences()
            .iter()
            .filter(|sentence| reading.words(sentence).last().is_some_and(|word| word.text == last));
        let sentence = found.clone().nth(nth).unwrap();
        let end = reading.words(sentence).len();
        reading.quote(&call, sentence, 0..end).unwrap().text().to_owned()
    };
    assert_eq!(quote_of("board", 0), "No. Then it's the board.");
    assert_eq!(quote_of("board", 1), "Then it's the board. Yes.");
}
