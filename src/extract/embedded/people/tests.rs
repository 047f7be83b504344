//! Sentences of our own, one pattern each.

use proptest::prelude::*;

use super::find;
use crate::domain::transcript::{TranscriptBuilder, TranscriptFormat};
use crate::domain::{Attendee, Booking, Person, Role, Stakeholder, Transcript};
use crate::extract::{Call, sides};

const SELLER: &str = "Dana Cole";
const BUYER: &str = "Priya Nair";

fn transcript(turns: &[(&str, &str)]) -> Transcript {
    let mut builder = TranscriptBuilder::new("00".into(), TranscriptFormat::NameText);
    for (speaker, text) in turns {
        let id = builder.speaker(speaker);
        builder.push(Some(id), text, None, None, 1);
    }
    builder.finish()
}

fn booking() -> Booking {
    Booking {
        sdr: Some(Person {
            name: SELLER.into(),
            email: Some("dana@shelfwise.example".into()),
            time_zone: None,
        }),
        ae: Some(Person { name: "Omar Haddad".into(), email: None, time_zone: None }),
        attendees: vec![
            Attendee { name: Some(BUYER.into()), email: None, title: Some("Operations Manager".into()) },
            Attendee { name: Some("Lena Fischer".into()), email: None, title: Some("CFO".into()) },
        ],
        ..Booking::default()
    }
}

fn people(turns: &[(&str, &str)]) -> Vec<Stakeholder> {
    let transcript = transcript(turns);
    let booking = booking();
    let sides = sides::assign(&transcript, Some(&booking));
    find(&Call::new(&transcript, sides, Some(&booking), None))
}

/// Everybody but the buyer who speaks.
fn others(says: &str) -> Vec<Stakeholder> {
    let turns = [(SELLER, "And who else would be involved?"), (BUYER, says)];
    people(&turns).into_iter().filter(|person| !person.on_call).collect()
}

fn names(people: &[Stakeholder]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

fn only(says: &str) -> Stakeholder {
    let mut found = others(says);
    assert_eq!(found.len(), 1, "{says}: {:?}", names(&found));
    found.remove(0)
}

#[test]
fn titles_stand_before_and_after_names() {
    for (says, name, title) in [
        ("That would be our controller, Ngozi.", "Ngozi", "Controller"),
        ("Ngozi, she's our controller, looks at those.", "Ngozi", "Controller"),
        ("Ngozi Obi, our controller. She'll ask.", "Ngozi Obi", "Controller"),
        ("Ngozi's the controller, she'd ask.", "Ngozi", "Controller"),
        ("It goes to Ngozi. That's our controller.", "Ngozi", "Controller"),
        ("Ngozi runs the service desk for us.", "Ngozi", "Service desk"),
        ("Our controller has to see it too, Ngozi.", "Ngozi", "Controller"),
        ("You'd have to get it past Ngozi in IT.", "Ngozi", "IT"),
        ("Ngozi, she's head of platform.", "Ngozi", "Head of platform"),
        (
            "Ngozi. VP of recycling and municipal contracts.",
            "Ngozi",
            "VP of recycling and municipal contracts",
        ),
    ] {
        let found = only(says);
        assert_eq!((found.name.as_str(), found.title.as_deref()), (name, Some(title)), "{says}");
    }
}

#[test]
fn the_role_follows_what_is_said() {
    for (says, role) in [
        ("Ngozi owns the company, so she writes the checks.", Role::EconomicBuyer),
        ("Ngozi, she's our CFO, it all comes out of her budget.", Role::EconomicBuyer),
        (
            "We have Ngozi, she's our IT manager, she'd have to set up the integration.",
            Role::TechnicalEvaluator,
        ),
        ("There's Ngozi, she's the clerk, she types all of them in by hand.", Role::EndUser),
        ("Ngozi will hate it. She's in legal, and she says no to everything.", Role::Blocker),
    ] {
        assert_eq!(only(says).role, role, "{says}");
    }
}

#[test]
fn an_answer_to_who_could_say_no_names_a_blocker() {
    let turns =
        [(SELLER, "Is there anyone who could say no?"), (BUYER, "Ngozi. She's slow, and she says no a lot.")];
    let found = people(&turns);
    assert_eq!(
        found.last().map(|person| (person.name.as_str(), person.role)),
        Some(("Ngozi", Role::Blocker))
    );
}

#[test]
fn bodies_and_titles_without_a_name_count_when_they_decide() {
    assert_eq!(names(&others("Anything over ten thousand goes to the board.")), ["The board"]);
    assert_eq!(names(&others("The finance committee votes on it in May.")), ["Finance committee"]);
    assert_eq!(names(&others("Our CFO has to sign it.")), ["CFO"]);
    assert!(others("We wrote it all on the white board.").is_empty());
    assert!(others("The janitor found it.").is_empty());
}

#[test]
fn a_person_with_the_title_is_not_counted_twice() {
    assert_eq!(names(&others("Our CFO has to sign. That's Lena. She's the CFO.")), ["Lena Fischer"]);
}

#[test]
fn those_who_are_not_the_buyers_people_are_left_out() {
    for says in [
        "Ngozi used to do that, but she left in March.",
        "My sister Ngozi lives out there.",
        "Our broker, Ngozi, sends me the form.",
        "At my last company we had Ngozi.",
        "They were at Mrs. Obi's on Tuesday.",
        "We use Salesforce, and before that it was QuickBooks.",
        "I was in Toledo on Monday.",
    ] {
        assert!(others(says).is_empty(), "{says}: {:?}", names(&others(says)));
    }
}

#[test]
fn the_sellers_own_people_are_left_out() {
    let turns = [
        (
            SELLER,
            "I'd love to put you with Omar, he's our account executive, and Ruth, our solutions engineer.",
        ),
        (BUYER, "Sure. Tell Omar and Ruth I said hi."),
    ];
    assert_eq!(names(&people(&turns)), [BUYER]);
}

#[test]
fn an_invited_person_counts_only_when_spoken_of() {
    assert!(others("It's only me.").is_empty());
    let found = only("I'd have to ask Lena.");
    assert_eq!((found.name.as_str(), found.title.as_deref()), ("Lena Fischer", Some("CFO")));
}

#[test]
fn short_and_full_names_are_one_person() {
    let found = only("Raff keeps the book. Rafferty, he's my dockmaster.");
    assert_eq!(found.name, "Rafferty");
    let found = only("It goes to Buck. Mr. Pemberton. He owns the company.");
    assert_eq!(found.name, "Buck Pemberton");
}

#[test]
fn two_of_one_given_name_stay_two() {
    let found = others("Chris Park, he's our CFO, and Chris Lund, he does our IT.");
    assert_eq!(names(&found), ["Chris Park", "Chris Lund"]);
}

#[test]
fn those_who_share_a_microphone_are_all_on_the_call() {
    let turns = [
        ("Elm Conf Rm", "This is Greta, Greta Voss. And I got Ivo Lang in here with me."),
        ("Elm Conf Rm", "Ivo here. Maintenance."),
        (SELLER, "Hi Greta, hi Ivo. What does it look like today?"),
        ("Elm Conf Rm", "It takes us two days, and my guys hate it."),
    ];
    let found = people(&turns);
    let present: Vec<&str> =
        found.iter().filter(|person| person.on_call).map(|person| person.name.as_str()).collect();
    assert_eq!(present, ["Greta Voss", "Ivo Lang"]);
}

#[test]
fn every_quote_is_verbatim() {
    let turns = [(SELLER, "Who signs?"), (BUYER, "Ngozi, she's our CFO. She signs anything over ten.")];
    let transcript = transcript(&turns);
    let booking = booking();
    let sides = sides::assign(&transcript, Some(&booking));
    let call = Call::new(&transcript, sides, Some(&booking), None);
    for person in find(&call) {
        assert!(person.evidence.iter().all(|quote| quote.verifies_in(&transcript)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_soup_of_words_makes_it_panic(
        turns in prop::collection::vec(
            (0..3_usize, prop::collection::vec(
                prop::sample::select(vec![
                    "I'm", "this", "is", "it's", "Ana", "Mr.", "O’Neil", "the", "board", "our", "CFO,", "she's", "he", "signs", "[", "]", "...",
                    "?", "from", "Acme", "named", "me", "and", "Dr.", "IT", "of", "VP", "who", "\u{130}stanbul", "ß", "'s", "—", "ana's", "over",
                    "ten", "no", "$5", "don't", "here", "with", "José!", "called", "him",
                ]),
                0..14,
            )),
            0..14,
        )
    ) {
        let labels = ["Speaker 1", "Ana Holt", "Oak Conf Rm"];
        let texts: Vec<(usize, String)> = turns.into_iter().map(|(speaker, words)| (speaker, words.join(" "))).collect();
        let turns: Vec<(&str, &str)> = texts.iter().map(|(speaker, text)| (labels[*speaker], text.as_str())).collect();
        let transcript = transcript(&turns);
        let booking = booking();
        for booking in [None, Some(&booking)] {
            let sides = sides::assign(&transcript, booking);
            let call = Call::new(&transcript, sides, booking, None);
            for person in find(&call) {
                prop_assert!(person.evidence.iter().all(|quote| quote.verifies_in(&transcript)));
                prop_assert!(!person.name.trim().is_empty());
            }
        }
    }
}
