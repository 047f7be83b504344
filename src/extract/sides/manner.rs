//! How people talk: who asks and pitches, who describes how it is at their place.

use std::sync::LazyLock;

use super::introductions::count_up;
use crate::extract::phrases::Phrases;
use crate::extract::speech::Speech;

/// How often one phrase counts for one speaker.
const MAX_REPEATS: usize = 2;

/// For every speaker, how much they talk like a seller (above zero) or like a buyer (below), in log-odds.
pub(super) fn weigh(speech: &Speech<'_>, speakers: usize) -> Vec<f32> {
    let mut scores = vec![0.0_f32; speakers];
    let mut asked = vec![(0_usize, 0_usize); speakers];
    let mut seen: Vec<Vec<(usize, usize)>> = vec![Vec::new(); speakers];
    for sentence in speech.sentences() {
        let Some(speaker) = sentence.speaker.map(crate::domain::SpeakerId::index) else { continue };
        if let Some((questions, all)) = asked.get_mut(speaker)
            && sentence.words.len() > 2
        {
            *questions += usize::from(sentence.question);
            *all += 1;
        }
        for at in sentence.words.clone() {
            for (_, (phrase, weight)) in CUES.at(speech, at) {
                let Some(seen) = seen.get_mut(speaker) else { continue };
                let times = count_up(seen, phrase);
                if times <= MAX_REPEATS
                    && let Some(score) = scores.get_mut(speaker)
                {
                    *score += weight;
                }
            }
        }
    }
    for (score, (questions, all)) in scores.iter_mut().zip(asked) {
        if all > 0 {
            let rate = questions as f32 / all as f32;
            let sure = (all as f32 / 8.0).min(1.0);
            *score += ((rate - 0.2) * 6.0).clamp(-1.2, 2.0) * sure;
        }
    }
    scores
}

static CUES: LazyLock<Phrases<(usize, f32)>> = LazyLock::new(|| {
    let table: Vec<(&'static str, (usize, f32))> =
        PHRASES.iter().enumerate().map(|(number, (phrase, weight))| (*phrase, (number, *weight))).collect();
    Phrases::new(&table)
});

/// Above zero: a seller says it.
const PHRASES: &[(&str, f32)] = &[
    ("our customers|clients|users|accounts see|get|are|cut|close|typically|usually|save|go|find", 1.5),
    ("customers|clients|companies|teams|shops|firms like yours", 1.2),
    ("we work with", 0.8),
    ("we|we'd help|helped companies|teams|people|customers", 1.0),
    ("what we do", 1.0),
    ("how we work", 0.8),
    ("the way _ works", 0.5),
    ("most of our", 0.8),
    ("people come to us", 1.2),
    ("come to us", 0.6),
    ("i'll|i'd|i send * invite|invitation", 1.6),
    ("i'll send that|it over|out|for", 1.0),
    ("send * calendar invite|hold", 1.0),
    ("calendar invite", 0.6),
    ("account exec|executive", 1.6),
    ("our ae", 1.6),
    ("solutions|sales engineer", 1.0),
    ("would it make sense", 1.4),
    ("does that make sense", 0.8),
    ("would * be worth", 0.8),
    ("would you be open", 1.4),
    ("i'd love to", 0.8),
    ("what i'd love|suggest|propose|like", 1.4),
    ("walk me through", 1.4),
    ("tell me about", 1.0),
    ("tell me more", 1.0),
    ("can i ask", 1.0),
    ("do you mind if|me", 0.7),
    ("if you don't mind me", 1.0),
    ("how are you handling|doing|managing|tracking", 1.2),
    ("what does that|it look like", 0.9),
    ("what happens if|when|then", 0.5),
    ("is there * budget|money|funding", 1.3),
    ("who else * involved|decide|weigh|say|need|needs|sign", 1.2),
    ("who would * decide|sign|approve|involved|need", 1.0),
    ("is it your call|decision", 1.2),
    ("how * decision * made", 1.2),
    ("how does|do that|it|this get decided", 1.2),
    ("are you looking at|talking", 1.2),
    ("is anyone|anybody else", 0.8),
    ("thanks for taking|making|your", 1.0),
    ("thank you for taking|making|your", 1.0),
    ("the reason i'm|i|for my|for the", 0.9),
    ("reach|reached|reaching out", 0.8),
    ("calling from", 1.2),
    ("you'd|you filled|downloaded|requested|signed|registered|stopped|came|come", 0.7),
    ("one-pager", 0.8),
    ("case study|studies", 0.8),
    ("soc two|2", 0.8),
    ("our platform|product|software|tool|sensors|system|unit|team|solution", 0.6),
    ("on our side|end", 0.5),
    ("on your side|end", 0.8),
    ("from your side", 0.8),
    ("got it", 0.5),
    ("that's|that really|super|so helpful|useful", 0.8),
    ("that makes sense", 0.5),
    ("totally fair|fine", 0.6),
    ("no worries|pressure", 0.5),
    ("next step|steps", 0.7),
    ("put you with|together", 0.9),
    ("get you in front of", 1.4),
    ("introduce you to", 1.2),
    ("who's looking|handling", 0.5),
    ("what are you using|running|on", 0.9),
    ("what do you use", 0.9),
    ("how big|many is|are", 0.3),
    ("i'll let _ know", 0.5),
    ("my colleague", 0.5),
    ("love that|it|to show", 0.5),
    ("is that fair", 0.7),
    ("does that work", 0.6),
    ("for my notes", 1.0),
    ("just to|so wrap|recap|say|sum", 0.7),
    ("before i let you go", 1.0),
    ("our cfo|ceo|coo|owner|president|board|controller|boss|manager|director|it", -1.3),
    ("my boss|manager|director|team|guys|people|guy|girls|staff|budget|desk|crew", -0.9),
    ("my own", -0.2),
    ("we've|we got|have a guy|girl|fella|man|person", -0.8),
    ("we use|run", -0.5),
    ("we're on", -0.4),
    ("we tried|bought|looked|switched|put|turned|do|did", -0.4),
    ("we lost|lose", -0.6),
    ("it takes us|me|them", -0.9),
    ("costs|cost us|me", -0.9),
    ("send me|it to", -0.5),
    ("how much is|does|do", -0.5),
    ("what's it|this cost", -0.8),
    ("i'd|i have to ask|check|talk|run|take", -0.5),
    ("he|she signs|decides", -0.7),
    ("i sign", -0.9),
    ("my budget|signature", -1.2),
    ("it's me", -0.5),
    ("i've|i got _ and", -0.2),
    ("i'm the|a director|manager|controller|owner|president|vp|head|supervisor|coordinator", -1.4),
    ("i run", -0.6),
    (
        "our customers|clients|patients|tenants|guests|members|residents|students * complain|call|calling|call",
        -0.8,
    ),
    ("not interested", -1.0),
    ("take me off", -1.2),
    ("we're not looking", -1.0),
    ("i don't want", -0.5),
    ("i'd want", -0.7),
    ("i want to see", -0.8),
    ("i'd have to", -0.5),
    ("you people|guys", -0.5),
    ("what do you charge", -0.9),
    ("you sent me", -0.6),
    ("you called me", -0.8),
    ("our contract|lease|fiscal|vendor|vendors", -0.6),
    ("every morning|monday|week|month|day", -0.3),
    ("last year|month|week|quarter", -0.2),
];
