//! The mail, read back by another implementation.

use baton::brief::render::email::{self, Envelope};
use baton::domain::{Brief, Instant};
use mail_parser::MessageParser;

use crate::samples;

/// What a mail client sees.
pub(super) struct Read {
    pub(super) headers: Vec<String>,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn bytes(brief: &Brief, date: &Instant) -> Vec<u8> {
    let envelope = Envelope {
        from: "Baton <baton@proofbind.example>",
        to: "Bart Nyquist <bart.nyquist@proofbind.example>",
        date,
        message_id: "handoff-44870.1@baton.proofbind.example",
    };
    email::render(brief, &envelope).expect("a mail")
}

pub(super) fn read(brief: &Brief) -> Read {
    let bytes = bytes(brief, &"2026-01-26T08:00:00Z".parse().expect("a time"));
    let message = MessageParser::default().parse(&bytes).expect("a message");
    Read {
        headers: message.headers().iter().map(|header| header.name().to_owned()).collect(),
        subject: message.subject().expect("a subject").to_owned(),
        text: message.body_text(0).expect("a text part").replace("\r\n", "\n"),
        html: message.body_html(0).expect("an HTML part").replace("\r\n", "\n"),
        bytes: bytes.clone(),
    }
}

#[test]
fn a_full_brief_as_the_text_of_a_mail() {
    insta::assert_snapshot!(read(&samples::rich()).text);
}

#[test]
fn a_full_brief_as_the_page_of_a_mail() {
    insta::assert_snapshot!(read(&samples::rich()).html);
}

#[test]
fn the_subject_says_who_when_and_how_good() {
    assert_eq!(read(&samples::rich()).subject, "Aldergate Risk Partners · Wed 28 Jan 10:00 · bar 3/5");
    assert_eq!(read(&samples::sparse()).subject, "Unnamed account");
    let long = read(&samples::with_text_everywhere("Größenwahn & Söhne ")).subject;
    assert_eq!(long, "Größenwahn & Söhne · Wed 28 Jan 10:00 · bar 3/5");
    let longest = read(&samples::with_text_everywhere(&"Very Long Company Name ".repeat(9))).subject;
    assert_eq!(longest.chars().count(), 80);
    assert!(longest.ends_with("… · Wed 28 Jan 10:00 · bar 3/5"), "{longest}");
    assert_eq!(email::subject(&samples::rich()), read(&samples::rich()).subject);
}

#[test]
fn the_message_says_that_no_person_wrote_it_and_keeps_its_id() {
    let text = String::from_utf8(read(&samples::rich()).bytes).expect("ASCII");
    let (head, _) = text.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains("\r\nAuto-Submitted: auto-generated"), "{head}");
    assert!(head.contains("Message-ID: <handoff-44870.1@baton.proofbind.example>"), "{head}");
    assert!(head.contains("multipart/alternative"), "{head}");
    assert!(text.lines().all(|line| line.len() <= 998), "RFC 5322 allows 998 bytes a line");
}

#[test]
fn the_message_stays_small_however_much_evidence_there_is() {
    assert!(read(&samples::rich()).bytes.len() < 60_000);
    let mut brief = samples::rich();
    for note in &mut brief.footnotes {
        let words = "word ".repeat(2_000);
        note.fact.evidence = vec![baton::domain::Evidence::Quote(samples::quote("Siobhan", 0, &words)); 3];
    }
    assert!(read(&brief).bytes.len() <= 100_000, "{}", read(&brief).bytes.len());
    assert!(read(&samples::hostile()).bytes.len() <= 100_000, "{}", read(&samples::hostile()).bytes.len());
}

#[test]
fn an_address_or_an_id_that_would_add_a_header_is_refused() {
    let date: Instant = "2026-01-26T08:00:00Z".parse().expect("a time");
    let good = Envelope { from: "a@b.example", to: "c@d.example", date: &date, message_id: "<x@y>" };
    assert!(email::render(&samples::rich(), &good).is_ok());
    for bad in [
        Envelope { from: "a@b.example\r\nBcc: e@f.example", ..good },
        Envelope { to: "nobody", ..good },
        Envelope { to: "A\r\nBcc: e@f.example <c@d.example>", ..good },
        Envelope { message_id: "<x@y>\r\nBcc: e@f.example", ..good },
        Envelope { message_id: "x y@z", ..good },
        Envelope { message_id: "xyz", ..good },
    ] {
        if let Ok(bytes) = email::render(&samples::rich(), &bad) {
            let message = MessageParser::default().parse(&bytes).expect("a message");
            assert!(message.bcc().is_none(), "{bad:?}");
        }
    }
    let refused = Envelope { message_id: "<x@y>\r\nBcc: e@f.example", ..good };
    assert!(email::render(&samples::rich(), &refused).is_err());
}

#[test]
fn a_date_before_1970_does_not_stop_a_mail() {
    let date: Instant = "1969-01-26T08:00:00Z".parse().expect("a time");
    assert!(!bytes(&samples::rich(), &date).is_empty());
}
