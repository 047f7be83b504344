//! The picture of the README, drawn from what a terminal shows.

use std::io::Write;
use std::process::{Command, Stdio};

use baton::brief::render::terminal;

use super::markup::skeleton;
use crate::samples;

/// What the script draws of a text; `None` where there is no Python.
fn picture(text: &str) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/picture");
    let mut command = Command::new("python3");
    command.args([script, "--prompt", "baton brief <folder>"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_terminal_becomes_a_picture_of_text_and_nothing_else() {
    let style = terminal::Style { columns: 100, colour: true, evidence: false };
    let Some(svg) = picture(&terminal::render(&samples::rich(), &style)) else { return };
    let found = skeleton(&svg);
    let mut tags: Vec<&str> = found.counts().into_keys().collect();
    tags.retain(|tag| !tag.starts_with('/'));
    assert_eq!(tags, ["circle", "g", "path", "rect", "svg", "text", "title"]);
    assert!(!svg.contains(['\u{1b}', '\r']) && !svg.contains("href") && !svg.contains("url("));
    let words: String = found.text.concat().split_whitespace().collect();
    let plain = terminal::render(&samples::rich(), &terminal::Style { colour: false, ..style });
    for row in plain.lines() {
        let row: String = row.split_whitespace().collect();
        assert!(words.contains(&row), "{row} is missing");
    }
    assert!(svg.contains("baton brief &lt;folder&gt;"));
}
