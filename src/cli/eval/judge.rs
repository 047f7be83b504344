//! `baton eval --judge`: a language model's opinion on how the briefs are worded.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use crate::cli::Failure;
use crate::cli::engine::Asker;
use crate::cli::output::Screen;
use crate::cli::text::visible;
use crate::eval::judge::{self, Opinion};
use crate::eval::run::Predictions;

/// Asks about every brief of a run; the table of what was answered.
pub(super) fn table(asker: &Asker, predictions: &Predictions, screen: &Screen) -> Result<String, Failure> {
    let mut rows: Vec<(&str, Opinion)> = Vec::new();
    let mut missing: Vec<String> = Vec::new();
    for prediction in predictions.calls.iter().filter(|prediction| !prediction.brief.screen.is_empty()) {
        match asker.opinion(&prediction.brief.screen) {
            Ok(opinion) => rows.push((&prediction.case, opinion)),
            Err(failure) => {
                missing.push(format!("{}: {}", prediction.case, failure.without_words_of_others()));
            }
        }
    }
    asker.all_recorded()?;
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(screen.columns as u16)
        .set_header(["brief", "plain", "specific", "useful", "natural", "worst line"]);
    for (case, opinion) in &rows {
        let scores = opinion.scores().map(|(_, score)| score.to_string());
        let cells = std::iter::once((*case).to_owned()).chain(scores).chain([visible(&opinion.worst)]);
        table.add_row(cells.collect::<Vec<String>>());
    }
    let mut lines = vec![format!(
        "Opinion of a language model on the wording, 1 to 5 (rubric {}); nothing depends on it.",
        judge::version()
    )];
    if !rows.is_empty() {
        let mean = |at: usize| {
            let sum: f64 = rows
                .iter()
                .filter_map(|(_, one)| one.scores().get(at).copied())
                .map(|(_, score)| f64::from(score))
                .sum();
            format!("{:.2}", sum / rows.len() as f64)
        };
        let means = [mean(0), mean(1), mean(2), mean(3)];
        table.add_row(std::iter::once("mean".to_owned()).chain(means).collect::<Vec<String>>());
        lines.push(table.to_string());
    }
    lines.extend(missing.iter().map(|one| format!("no opinion on {one}")));
    Ok(lines.join("\n") + "\n")
}
