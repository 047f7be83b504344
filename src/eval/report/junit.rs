//! A run as `JUnit` XML, for continuous integration: a test case per check of the gate, and per call.

use std::fmt::Write as _;

use crate::eval::outcome::Verdict;
use crate::eval::run::Report;

/// The XML, in the layout that Jenkins' and GitLab's readers share.
pub fn render(report: &Report) -> String {
    let failed_checks = report.checks.iter().filter(|check| !check.passed).count();
    let failed_calls = report.calls.iter().filter(|call| call.error.is_some()).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests = report.checks.len() + report.calls.len();
    let failures = failed_checks + failed_calls;
    // Writing to a string cannot fail.
    let _ = writeln!(
        xml,
        "<testsuites name=\"baton eval {}\" tests=\"{tests}\" failures=\"{failures}\">",
        escape(&report.suite)
    );
    let _ = writeln!(
        xml,
        "  <testsuite name=\"gate\" tests=\"{}\" failures=\"{failed_checks}\">",
        report.checks.len()
    );
    for check in &report.checks {
        let failure = (!check.passed).then(|| format!("found {}", check.found));
        test_case(&mut xml, "gate", &check.what, failure.as_deref(), &check.found);
    }
    xml.push_str("  </testsuite>\n");
    let _ = writeln!(
        xml,
        "  <testsuite name=\"calls\" tests=\"{}\" failures=\"{failed_calls}\">",
        report.calls.len()
    );
    for call in &report.calls {
        let of = |verdict| call.items.iter().filter(|item| item.verdict == verdict).count();
        let found = format!(
            "{} matched, {} missed, {} wrong, {} trapped, {} faults of the brief",
            of(Verdict::Matched),
            of(Verdict::Missed),
            of(Verdict::Wrong),
            of(Verdict::Trapped),
            call.violations.len()
        );
        test_case(&mut xml, "calls", &call.case, call.error.as_deref(), &found);
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn test_case(xml: &mut String, class: &str, name: &str, failure: Option<&str>, output: &str) {
    let _ = writeln!(xml, "    <testcase classname=\"{class}\" name=\"{}\">", escape(name));
    if let Some(failure) = failure {
        let _ = writeln!(xml, "      <failure message=\"{}\"/>", escape(failure));
    }
    let _ = writeln!(xml, "      <system-out>{}</system-out>\n    </testcase>", escape(output));
}

/// The five characters of XML; control characters that XML 1.0 forbids are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\n' | '\t' => escaped.push(' '),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_from_a_call_leaves_its_attribute() {
        assert_eq!(escape("a<b> \"c\" & 'd'\n\u{7}e"), "a&lt;b&gt; &quot;c&quot; &amp; &apos;d&apos; e");
    }
}
