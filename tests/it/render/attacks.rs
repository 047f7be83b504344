//! Text from outside stays text, whatever it says.

use std::fs;
use std::sync::LazyLock;

use baton::brief::render::{html, json, markdown, terminal};
use baton::domain::Instant;

use super::mail;
use super::markup::{Skeleton, skeleton};
use crate::samples;

/// Attack strings of our own, then the collections where this checkout has them beside it.
fn attacks() -> Vec<String> {
    let mut attacks: Vec<String> = [
        samples::HOSTILE,
        "<script>alert(1)</script>",
        "\"><svg/onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</style><body onload=alert(1)>",
        "--></details><iframe src=javascript:alert(1)>",
        "&#60;script&#62; &lt;b&gt; &amp;amp;",
        "\u{0}\u{8}\u{1b}[2J\u{9b}31m\u{7f}\u{85}\u{2028}\u{2029}",
        "x\r\nBcc: victim@evil.com\r\nX: y",
        "=?utf-8?Q?=0D=0ABcc:_victim=40evil.com?=",
        "\u{202e}\u{2067}\u{200f}right to left\u{61c}",
        "שלום مرحبا",
        "{{ view }} {% include 'x' %} {# c #}",
        "```\n# h\n- [ ] x\n| a |\n|---|\n[^1]: y",
        "\u{200b}\u{200d}\u{feff}\u{e0041}\u{fe0f}",
        "a",
        "",
    ]
    .map(str::to_owned)
    .into();
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/attacks");
    let folder = std::env::var("BATON_ATTACKS").unwrap_or_else(|_| shared.to_owned());
    if let Ok(list) = fs::read_to_string(format!("{folder}/blns/blns.json")) {
        attacks.extend(serde_json::from_str::<Vec<String>>(&list).expect("a list of strings"));
    }
    if let Ok(lines) = fs::read_to_string(format!("{folder}/dompurify/expect.jsonl")) {
        for line in lines.lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a case a line");
            attacks.extend(case.get("payload").and_then(|payload| payload.as_str()).map(str::to_owned));
        }
    }
    attacks
}

/// What a brief looks like with harmless words, or with nothing, wherever text from outside stands.
struct Twin {
    page: Skeleton,
    mail: Skeleton,
    headers: Vec<String>,
    markdown_lines: usize,
}

impl Twin {
    fn new(text: &str) -> Self {
        let brief = samples::with_text_everywhere(text);
        let mail = mail::read(&brief);
        let markdown_lines = markdown::render(&brief).lines().count();
        let (page, html) = (skeleton(&html::render(&brief)), skeleton(&mail.html));
        Self { page, mail: html, headers: mail.headers, markdown_lines }
    }

    /// The twin of a page: the one with nothing where the attack shows nothing.
    fn of(page: &str) -> &'static Self {
        static HARMLESS: LazyLock<Twin> = LazyLock::new(|| Twin::new("harmless"));
        static NOTHING: LazyLock<Twin> = LazyLock::new(|| Twin::new(""));
        if page.contains("<bdi>Unnamed account</bdi>") { &NOTHING } else { &HARMLESS }
    }
}

fn assert_same_structure(html: &str, twin: &Skeleton, attack: &str) {
    let found = skeleton(html);
    assert!(found.shape() == twin.shape(), "{attack:?} changes the structure");
    for ((name, value), (_, expected)) in found.attributes.iter().zip(&twin.attributes) {
        assert!(value == expected, "{attack:?} makes {name} {value:?}, not {expected:?}");
    }
}

fn assert_no_unseen(text: &str, attack: &str) {
    let unseen = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}')
    };
    assert!(!text.contains(unseen), "{:?} of {attack:?}", text.chars().find(|c| unseen(*c)));
}

/// Takes out what breaks links, and all white space.
fn bare(text: &str) -> String {
    let text = text.replace("[.]", ".").replace("[:]", ":").replace("[\\\\]", "\\\\");
    text.split_whitespace().collect()
}

#[test]
fn a_page_and_a_mail_hold_nothing_that_runs_loads_or_leads_elsewhere() {
    for text in ["harmless", ""] {
        let twin = Twin::new(text);
        for skeleton in [&twin.page, &twin.mail] {
            let tags = skeleton.counts();
            for tag in ["script", "img", "iframe", "link", "form", "base", "object", "svg", "input"] {
                assert!(!tags.contains_key(tag), "{tag}");
            }
            for (name, value) in &skeleton.attributes {
                let loads = ["src", "srcset", "action", "background"].contains(&name.as_str());
                assert!(!loads && !name.starts_with("on"), "{name}");
                assert!(name != "href" || value.starts_with('#'), "{value}");
                assert!(!value.contains("url("), "{value}");
            }
        }
    }
}

#[test]
fn no_text_changes_the_structure_of_a_page_or_a_mail() {
    for attack in attacks() {
        let brief = samples::with_text_everywhere(&attack);
        let page = html::render(&brief);
        let twin = Twin::of(&page);
        assert_same_structure(&page, &twin.page, &attack);
        let mail = mail::read(&brief);
        assert_same_structure(&mail.html, &twin.mail, &attack);
        assert_eq!(mail.headers, twin.headers, "{attack:?} adds a header");
    }
}

#[test]
fn no_output_holds_a_control_or_an_invisible_character() {
    let suspects = attacks().into_iter().filter(|attack| attack.contains(|c: char| !matches!(c, ' '..='~')));
    for attack in suspects {
        let brief = samples::with_text_everywhere(&attack);
        let style = terminal::Style { columns: 80, colour: false, evidence: true };
        assert_no_unseen(&terminal::render(&brief, &style), &attack);
        assert_no_unseen(&markdown::render(&brief), &attack);
        assert_no_unseen(&html::render(&brief), &attack);
        assert_no_unseen(&json::render(&brief), &attack);
        let mail = mail::read(&brief);
        assert_no_unseen(&mail.html, &attack);
        assert_no_unseen(&mail.text, &attack);
        assert!(!mail.bytes.contains(&0x1b), "{attack:?}");
    }
}

#[test]
fn an_escape_in_a_field_never_reaches_a_coloured_terminal() {
    let style = terminal::Style { columns: 80, colour: true, evidence: true };
    let shown = terminal::render(&samples::hostile(), &style);
    for sequence in shown.split('\u{1b}').skip(1) {
        let parameters = sequence.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        assert!(
            parameters.is_some_and(|(digits, _)| digits.chars().all(|c| c.is_ascii_digit() || c == ';')),
            "{sequence}"
        );
    }
    assert!(shown.contains("␛[31mred␛]8;;http://evil.com␇"), "{shown}");
}

#[test]
fn text_in_a_page_reads_as_it_was_given() {
    for attack in attacks().iter().filter(|attack| attack.len() < 1_000 && attack.is_ascii()) {
        if attack.contains(|c: char| c.is_control()) || attack.trim().is_empty() {
            continue;
        }
        let page = skeleton(&html::render(&samples::with_text_everywhere(attack)));
        let wanted = bare(attack.trim_end_matches(':'));
        let places = page.text.iter().filter(|text| bare(text.trim_end_matches(':')) == wanted).count();
        let lines: usize = samples::rich().sections.iter().map(|section| 2 * section.lines.len()).sum();
        assert!(places >= lines, "{attack:?} stands in {places} places, not {lines}");
    }
}

#[test]
fn nothing_from_outside_links_itself_in_a_page_or_a_mail() {
    let brief = samples::hostile();
    let mail = mail::read(&brief);
    for text in [html::render(&brief), mail.html, mail.text, markdown::render(&brief).replace('\\', "")] {
        for live in ["evil.com", "://", "mailto:", "javascript:"] {
            assert!(!text.contains(live), "{live} in:\n{text}");
        }
        assert!(text.contains("evil[.]com"));
    }
}

#[test]
fn markdown_from_outside_makes_no_block_and_no_markup() {
    for attack in attacks() {
        let brief = samples::with_text_everywhere(&attack);
        let shown = markdown::render(&brief);
        let twin = Twin::of(&html::render(&brief));
        assert_eq!(shown.lines().count(), twin.markdown_lines, "{attack:?}");
        for line in shown.lines() {
            let mut bare = line.replace("[^", "").replace("**", "");
            for escaped in ["\\\\", "\\<", "\\[", "\\`", "\\*", "\\_", "\\|", "\\&"] {
                bare = bare.replace(escaped, "");
            }
            let markup = bare.contains(['<', '`', '*', '_', '|', '&']) || bare.contains('[');
            assert!(!markup, "{attack:?} in {line}");
        }
    }
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    let at: Instant = "2026-01-26T08:00:00Z".parse().expect("a time");
    assert_eq!(mail::bytes(&samples::rich(), &at), mail::bytes(&samples::rich(), &at));
    assert_eq!(html::render(&samples::hostile()), html::render(&samples::hostile()));
}
