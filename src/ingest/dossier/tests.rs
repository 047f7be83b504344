//! Roles and orders of names.

use super::*;

#[test]
fn names_tell_roles() {
    for (name, role) in [
        ("transcript.vtt", Some(Role::Transcript)),
        ("Transcript.TXT", Some(Role::Transcript)),
        ("transcript", Some(Role::Transcript)),
        ("transcript-2.srt", Some(Role::Transcript)),
        ("transcript.1.txt", Some(Role::Transcript)),
        ("transcript_2026-02-10.json", Some(Role::Transcript)),
        ("some/folder/transcript.docx", Some(Role::Transcript)),
        ("transcript.mp4", None),
        ("transcript.vtt.bak", None),
        ("transcript.vtt~", None),
        (".transcript.vtt.swp", None),
        ("transcription.md", None),
        ("my-transcript.vtt", None),
        ("booking.json", Some(Role::Booking)),
        ("C:\\calls\\Account.json", Some(Role::Account)),
        ("touches.json", Some(Role::Touches)),
        ("gold.json", None),
        ("sql_bar.toml", None),
    ] {
        assert_eq!(Role::of(name), role, "{name}");
    }
}

#[test]
fn names_are_ordered_as_people_order_them() {
    let part = |name: &str| Part { role: Role::of(name).unwrap(), name: name.to_owned(), bytes: Vec::new() };
    let sorted = [
        "transcript.vtt",
        "transcript-2.srt",
        "transcript.9.txt",
        "transcript-10.vtt",
        "transcript-b.vtt",
        "booking.json",
    ];
    let mut parts: Vec<Part> = sorted.iter().rev().map(|name| part(name)).collect();
    in_order(&mut parts);
    assert_eq!(parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>(), sorted);
}
