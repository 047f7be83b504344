//! The brief as JSON, for machines: every field as it is, nothing shortened.

use schemars::Schema;

use super::clean::is_invisible;
use crate::domain::Brief;

/// The brief as indented JSON, in the form of [`schema`]. Control, bidi and invisible characters are written as `\u` escapes: the value is
/// the same, and nothing happens to the terminal or the editor that shows it.
pub fn render(brief: &Brief) -> String {
    // Strings, numbers, lists and structures always serialise.
    let json = serde_json::to_string_pretty(brief).unwrap_or_default();
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && (character.is_control() || is_invisible(character) || is_line_end(character))
        {
            // Beyond ASCII only strings hold such characters, so an escape is the same value.
            for unit in character.encode_utf16(&mut [0; 2]) {
                shown.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    shown.extend(char::from_digit(u32::from(*unit) >> shift & 0xF, 16));
                }
            }
        } else {
            shown.push(character);
        }
    }
    shown.push('\n');
    shown
}

/// The JSON Schema of what [`render`] writes.
pub fn schema() -> Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Brief>()
}

/// Line and paragraph separators end a line in some readers.
fn is_line_end(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}
