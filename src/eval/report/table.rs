//! A run as a table, and the comparison of two runs.

use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use crate::eval::bootstrap::{Draws, Estimate};
use crate::eval::gate::{self, Summary};
use crate::eval::measure::{Better, Measure};
use crate::eval::run::Report;

/// Every measure with its interval, then what failed.
pub fn of_run(report: &Report, columns: u16) -> String {
    let has_baseline = report.summary.iter().any(|line| line.difference.is_some());
    let mut header = vec!["measure", "all items", "95 %", "per call", "95 %", "calls"];
    if has_baseline {
        header.push("vs baseline");
    }
    let mut table = new_table(&header, columns);
    let mut group = "";
    for line in &report.summary {
        if line.measure.group() != group {
            group = line.measure.group();
            table.add_row(vec![group.to_uppercase()]);
        }
        table.add_row(row(line, has_baseline));
    }
    let mut text = format!("{}: {} ({} engine)\n{table}\n", report.suite, report.title, report.engine);
    text.push_str(&verdict(report));
    text
}

fn new_table(header: &[&str], columns: u16) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(columns.max(80)).set_header(header.to_vec());
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn row(line: &Summary, has_baseline: bool) -> Vec<String> {
    let measure = line.measure;
    let value = |value: f64| show(measure, value);
    let bar = |estimate: Estimate| format!("{} to {}", value(estimate.low), value(estimate.high));
    let mut row = vec![
        format!("  {}", measure.title()),
        value(line.micro.value),
        bar(line.micro),
        value(line.per_call.value),
        bar(line.per_call),
        line.calls.to_string(),
    ];
    if has_baseline {
        row.push(line.difference.map(|difference| change(measure, difference)).unwrap_or_default());
    }
    row
}

fn show(measure: Measure, value: f64) -> String {
    if measure.is_share() { format!("{value:.2}") } else { format!("{value:.1}") }
}

fn change(measure: Measure, difference: Estimate) -> String {
    if difference.value == 0.0 && difference.low == 0.0 && difference.high == 0.0 {
        return "same".to_owned();
    }
    let digits = if measure.is_share() { 2 } else { 1 };
    let Estimate { value, low, high } = difference;
    format!("{value:+.digits$} ({low:+.digits$} to {high:+.digits$})")
}

/// The gate in words: a line if it passed, otherwise every check that did not.
pub fn verdict(report: &Report) -> String {
    let failed: Vec<String> = report
        .checks
        .iter()
        .filter(|check| !check.passed)
        .map(|check| format!("  failed: {}: {}", check.what, check.found))
        .collect();
    if failed.is_empty() {
        format!("gate: passed, {} checks", report.checks.len())
    } else {
        format!("gate: FAILED, {} of {} checks\n{}", failed.len(), report.checks.len(), failed.join("\n"))
    }
}

/// Two runs compared on the calls that both have.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The table.
    pub text: String,
    /// Whether a measure is worse beyond its error bar.
    pub is_worse: bool,
}

/// Compares two runs, paired by call; `None` when they share no call.
pub fn of_difference(before: &Report, after: &Report, columns: u16) -> Option<Comparison> {
    let pairs: Vec<_> = before
        .calls
        .iter()
        .filter_map(|call| Some((call, after.calls.iter().find(|other| other.case == call.case)?)))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let draws = Draws::new(pairs.len(), 2000, 1);
    let mut table = new_table(&["measure", "before", "after", "difference (95 %)", ""], columns);
    let (mut is_worse, mut same) = (false, 0);
    for measure in Measure::ALL.iter().copied() {
        let old = gate::column(pairs.iter().map(|(old, _)| &old.ratios), measure);
        let new = gate::column(pairs.iter().map(|(_, new)| &new.ratios), measure);
        let (Some(was), Some(is), Some(difference)) =
            (draws.micro(&old), draws.micro(&new), draws.difference(&old, &new))
        else {
            continue;
        };
        if old == new {
            same += 1;
            continue;
        }
        let word = judged(measure, difference);
        is_worse |= word == "worse";
        table.add_row(vec![
            measure.title().to_owned(),
            show(measure, was.value),
            show(measure, is.value),
            change(measure, difference),
            word.to_owned(),
        ]);
    }
    let mut text = format!("{} calls in both runs\n", pairs.len());
    if !table.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{table}");
    }
    let _ = write!(text, "{same} measures are the same call by call");
    Some(Comparison { text, is_worse })
}

/// Whether the whole interval lies on one side of zero.
fn judged(measure: Measure, difference: Estimate) -> &'static str {
    let (up, down) = (difference.low > 0.0, difference.high < 0.0);
    match measure.better() {
        Better::Higher if up => "better",
        Better::Higher if down => "worse",
        Better::Lower if down => "better",
        Better::Lower if up => "worse",
        _ => "",
    }
}
