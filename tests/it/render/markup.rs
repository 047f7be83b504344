//! Just enough of an HTML tokeniser to see which elements and attributes a page has.

use std::collections::BTreeMap;

/// What a browser would see of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Skeleton {
    /// Tags and comments in order, text as `#text`: `li`, `/li`.
    pub(super) tags: Vec<String>,
    /// Attributes with their decoded values, of all tags in order.
    pub(super) attributes: Vec<(String, String)>,
    /// Decoded text, one stretch for each place between tags.
    pub(super) text: Vec<String>,
}

impl Skeleton {
    /// The names of the tags and of their attributes, without any value.
    pub(super) fn shape(&self) -> (Vec<&str>, Vec<&str>) {
        let names = self.attributes.iter().map(|(name, _)| name.as_str());
        (self.tags.iter().map(String::as_str).collect(), names.collect())
    }

    /// How often each tag occurs.
    pub(super) fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for tag in &self.tags {
            *counts.entry(tag.as_str()).or_default() += 1;
        }
        counts
    }
}

/// Tokenises HTML as the data, raw text (`style`) and attribute value states of the HTML standard do.
pub(super) fn skeleton(html: &str) -> Skeleton {
    let mut found = Skeleton::default();
    let mut rest = html;
    while !rest.is_empty() {
        let starts_tag = |after: &str| {
            after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        };
        let tag = rest.match_indices('<').find(|(at, _)| starts_tag(&rest[at + 1..])).map(|(at, _)| at);
        let (text, after) = rest.split_at(tag.unwrap_or(rest.len()));
        if !text.trim().is_empty() {
            found.text.push(decode(text.trim()));
        }
        rest = match after.strip_prefix('<') {
            Some(after) => read_tag(after, &mut found),
            None => after,
        };
        if found.tags.last().is_some_and(|tag| tag == "style") {
            rest = rest.split_once("</style").expect("a style sheet that ends").1;
            found.tags.push("/style".to_owned());
            rest = rest.split_once('>').expect("a tag that ends").1;
        }
    }
    found
}

fn read_tag<'a>(after: &'a str, found: &mut Skeleton) -> &'a str {
    let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
    let (name, mut rest) = after.split_at(end);
    found.tags.push(name.to_ascii_lowercase());
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() && after.is_empty() {
            return after;
        }
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("an attribute that ends"),
            None => match after.strip_prefix('=') {
                Some(bare) => {
                    bare.split_at(bare.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(bare.len()))
                }
                None => ("", after),
            },
        };
        found.attributes.push((name.to_ascii_lowercase(), decode(value)));
        rest = after;
    }
}

/// Named and numeric character references, as a browser reads them.
pub(super) fn decode(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}
