//! Fills prompt templates and names their version.
//!
//! Templates are files in `prompts/`, compiled into the program. Nothing is escaped, for a prompt is plain text; what comes from outside
//! is put in a [`Fence`](super::fence::Fence) by whoever fills the template.

use anyhow::Context;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::fence::hex;

/// Steps of the template engine; a prompt takes a few hundred.
const FUEL: u64 = 2_000_000;

/// Hexadecimal digits of a prompt's version.
const VERSION_DIGITS: usize = 12;

/// Fills a template. A value that the context does not have is an error, never an empty place.
///
/// # Errors
/// When the template is wrong, or asks for what the context does not hold.
pub fn render(
    template_name: &'static str,
    source: &'static str,
    context: impl Serialize,
) -> anyhow::Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template(template_name, source).with_context(|| format!("the prompt {template_name}"))?;
    let template = environment.get_template(template_name)?;
    template.render(Value::from(Serde(context))).with_context(|| format!("the prompt {template_name}"))
}

/// The version of a prompt: the first digits of the SHA-256 of its template sources, each ended by a zero byte.
pub fn hash(sources: &[&str]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        hash.update(source.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize()).chars().take(VERSION_DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_stays_as_it_is_and_a_missing_value_is_an_error() {
        let filled = render("t", "say {{ words }}\n", json!({ "words": "<b> & 'ö'" }));
        assert_eq!(filled.unwrap(), "say <b> & 'ö'");
        assert!(render("t", "say {{ other }}", json!({ "words": "" })).is_err());
        assert!(render("t", "{% for %}", json!({})).is_err());
    }

    #[test]
    fn the_version_changes_with_every_source_and_with_their_borders() {
        assert_eq!(hash(&["a", "b"]), hash(&["a", "b"]));
        assert_eq!(hash(&["a", "b"]).len(), VERSION_DIGITS);
        assert_ne!(hash(&["a", "b"]), hash(&["ab"]));
        assert_ne!(hash(&["a", "b"]), hash(&["b", "a"]));
    }
}
