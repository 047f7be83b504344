//! A run as one self-contained page: per call the transcript with gold and finds marked, misses and false finds listed.

use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::marks::{self, MarkedUtterance};
use crate::eval::measure::Measure;
use crate::eval::outcome::{Item, Verdict};
use crate::eval::run::Report;
use crate::eval::score::CallScore;

const PAGE: &str = include_str!("page.html.j2");

/// A call with its marked transcript and the brief that was made of it.
#[derive(Clone, Debug)]
pub struct CallPage {
    /// The transcript.
    pub transcript: Vec<MarkedUtterance>,
    /// The brief as the terminal shows it.
    pub screen: String,
}

/// The page; `pages` are the run's calls in order.
///
/// # Errors
/// When the template cannot be filled.
pub fn render(report: &Report, pages: &[CallPage]) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("page", PAGE)?;
    let summary: Vec<Row> = report.summary.iter().map(Row::new).collect();
    let calls: Vec<CallView<'_>> =
        report.calls.iter().zip(pages).map(|(call, page)| CallView::new(call, page)).collect();
    let filled = environment.get_template("page")?.render(context! {
        suite => &report.suite,
        title => &report.title,
        engine => &report.engine,
        passed => report.passed,
        checks => Value::from(Serde(&report.checks)),
        summary => Value::from(Serde(&summary)),
        calls => Value::from(Serde(&calls)),
    });
    filled.context("the report's page could not be filled")
}

#[derive(Debug, Serialize)]
struct Row {
    group: &'static str,
    title: &'static str,
    value: String,
    low: String,
    high: String,
    per_call: String,
    difference: String,
    /// For the bar: low, value and high in per cent of the width; nothing for counts.
    bar: Option<[String; 3]>,
}

impl Row {
    fn new(line: &crate::eval::gate::Summary) -> Self {
        let digits = if line.measure.is_share() { 2 } else { 1 };
        let show = |value: f64| format!("{value:.digits$}");
        let percent = |value: f64| format!("{:.1}", (value * 100.0).clamp(0.0, 100.0));
        let difference = line.difference.map(|it| {
            if it.low == 0.0 && it.high == 0.0 {
                "same".to_owned()
            } else {
                format!("{:+.digits$} ({:+.digits$} to {:+.digits$})", it.value, it.low, it.high)
            }
        });
        Self {
            group: line.measure.group(),
            title: line.measure.title(),
            value: show(line.micro.value),
            low: show(line.micro.low),
            high: show(line.micro.high),
            per_call: show(line.per_call.value),
            difference: difference.unwrap_or_default(),
            bar: line
                .measure
                .is_share()
                .then(|| [percent(line.micro.low), percent(line.micro.value), percent(line.micro.high)]),
        }
    }
}

#[derive(Debug, Serialize)]
struct CallView<'a> {
    case: &'a str,
    error: Option<&'a str>,
    figures: Vec<String>,
    items: Vec<ItemView<'a>>,
    violations: Vec<String>,
    transcript: &'a [MarkedUtterance],
    screen: &'a str,
}

#[derive(Debug, Serialize)]
struct ItemView<'a> {
    field: &'static str,
    verdict: &'static str,
    mark: &'static str,
    found: Option<&'a str>,
    gold: Option<&'a str>,
    faults: &'a [String],
    places: Vec<&'a str>,
    quotes: &'a [String],
}

impl<'a> CallView<'a> {
    fn new(call: &'a CallScore, page: &'a CallPage) -> Self {
        let figure = |measure: Measure, name: &str| {
            let fraction = call.ratios.get(&measure)?.fraction()?;
            Some(format!("{name} {fraction:.2}"))
        };
        let figures = [
            figure(Measure::PainsF1, "pains"),
            figure(Measure::StepsF1, "steps"),
            figure(Measure::PeopleF1, "people"),
            figure(Measure::Qualification, "findings"),
        ];
        Self {
            case: &call.case,
            error: call.error.as_deref(),
            figures: figures.into_iter().flatten().collect(),
            items: call.items.iter().map(ItemView::new).collect(),
            violations: call
                .violations
                .iter()
                .map(|violation| format!("{:?}: {}", violation.rule, violation.what))
                .collect(),
            transcript: &page.transcript,
            screen: &page.screen,
        }
    }
}

impl<'a> ItemView<'a> {
    fn new(item: &'a Item) -> Self {
        Self {
            field: item.field.label(),
            verdict: marks::label(item.verdict),
            mark: match item.verdict {
                Verdict::Matched => "=",
                Verdict::Missed => "−",
                Verdict::Wrong => "+",
                Verdict::Trapped => "!",
            },
            found: item.found.as_deref(),
            gold: item.gold.as_deref(),
            faults: &item.faults,
            places: item.found_quotes.iter().map(|quote| quote.utterance.as_str()).collect(),
            quotes: &item.gold_quotes,
        }
    }
}
