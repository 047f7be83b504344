//! The short form of numbers.

/// A number with commas between its thousands and at most two decimals: `4,100`, `2.5`.
pub(super) fn plain(value: f64) -> String {
    if value >= 1e6 {
        return in_millions(value).unwrap_or_else(|| grouped(value));
    }
    grouped(value)
}

/// A number or a range of two.
pub(super) fn range(lower: f64, upper: Option<f64>) -> String {
    match upper {
        Some(upper) => format!("{}-{}", plain(lower), plain(upper)),
        None => plain(lower),
    }
}

/// Money: `$140k`, `£6,200`, `€2.4M`, and `40k` where no currency was said.
pub(super) fn money(sign: Option<char>, lower: f64, upper: Option<f64>) -> String {
    let sign = sign.map(String::from).unwrap_or_default();
    match upper {
        Some(upper) => {
            format!("{sign}{}-{}", compact(lower, sign.is_empty()), compact(upper, sign.is_empty()))
        }
        None => format!("{sign}{}", compact(lower, sign.is_empty())),
    }
}

/// Thousands as `k` from ten thousand on, millions as `M`; a number that neither shortens stays whole.
fn compact(value: f64, always: bool) -> String {
    if value >= 1e6 {
        return in_millions(value).unwrap_or_else(|| grouped(value));
    }
    if (value >= 1e4 || always && value >= 1e3) && value % 1e3 == 0.0 {
        return format!("{}k", grouped(value / 1e3));
    }
    grouped(value)
}

/// Millions and billions with at most two decimals, where nothing is lost.
fn in_millions(value: f64) -> Option<String> {
    let (scale, letter) = if value >= 1e9 { (1e9, 'B') } else { (1e6, 'M') };
    let hundredths = value / scale * 100.0;
    ((hundredths - hundredths.round()).abs() < 1e-6).then(|| format!("{}{letter}", grouped(value / scale)))
}

fn grouped(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let text = format!("{rounded}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 && digit.is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !decimals.is_empty() {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}
