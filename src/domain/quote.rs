//! Verbatim evidence.

use std::ops::Range;

use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::transcript::{Transcript, UtteranceId};

/// A verbatim slice of one utterance. It can only be built from the transcript that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    transcript: String,
    utterance: UtteranceId,
    range: Range<usize>,
    text: String,
    speaker: Option<String>,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
}

impl Quote {
    pub(super) fn new(transcript: &Transcript, id: UtteranceId, range: Range<usize>) -> Option<Self> {
        let utterance = transcript.utterance(id)?;
        if range.start < utterance.range.start || range.end > utterance.range.end {
            return None;
        }
        let text = transcript.text().get(range.clone())?;
        if text.trim().is_empty() {
            return None;
        }
        Some(Self {
            transcript: transcript.sha256().to_owned(),
            utterance: id,
            text: text.to_owned(),
            speaker: transcript.speaker(utterance).map(|speaker| speaker.display().to_owned()),
            start_ms: utterance.start_ms,
            end_ms: utterance.end_ms,
            range,
        })
    }

    /// The SHA-256 of the transcript it is from.
    pub fn transcript(&self) -> &str {
        &self.transcript
    }

    /// The utterance it is from.
    pub fn utterance(&self) -> UtteranceId {
        self.utterance
    }

    /// Its bytes in the transcript's text.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who said it, as the transcript labels them.
    pub fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }

    /// When the utterance starts, in milliseconds from the start of the recording.
    pub fn start_ms(&self) -> Option<u64> {
        self.start_ms
    }

    /// When the utterance ends, in milliseconds from the start of the recording.
    pub fn end_ms(&self) -> Option<u64> {
        self.end_ms
    }

    /// Whether that transcript holds these words at this place.
    pub fn verifies_in(&self, transcript: &Transcript) -> bool {
        Self::new(transcript, self.utterance, self.range.clone()).as_ref() == Some(self)
    }
}

impl Serialize for Quote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut quote = serializer.serialize_struct("Quote", 5)?;
        quote.serialize_field("utterance", &self.utterance.to_string())?;
        quote.serialize_field("speaker", &self.speaker)?;
        quote.serialize_field("start_ms", &self.start_ms)?;
        quote.serialize_field("end_ms", &self.end_ms)?;
        quote.serialize_field("quote", &self.text)?;
        quote.end()
    }
}

impl JsonSchema for Quote {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quote".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "A verbatim slice of one utterance",
            "properties": {
                "utterance": { "type": "string", "pattern": "^u[1-9][0-9]*$" },
                "speaker": { "type": ["string", "null"], "description": "The transcript's own label or name" },
                "start_ms": { "type": ["integer", "null"], "minimum": 0, "description": "From the start of the recording" },
                "end_ms": { "type": ["integer", "null"], "minimum": 0 },
                "quote": { "type": "string", "minLength": 1 }
            },
            "required": ["utterance", "speaker", "start_ms", "end_ms", "quote"]
        })
    }
}

/// At least one quote: the evidence that every extracted item carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Quotes(Vec<Quote>);

impl Quotes {
    /// `None` when there is no quote.
    pub fn new(quotes: Vec<Quote>) -> Option<Self> {
        if quotes.is_empty() { None } else { Some(Self(quotes)) }
    }

    /// The evidence of one quote.
    pub fn one(quote: Quote) -> Self {
        Self(vec![quote])
    }

    /// The first quote.
    pub fn first(&self) -> &Quote {
        match self.0.first() {
            Some(quote) => quote,
            None => unreachable!("Quotes::new refuses an empty list"),
        }
    }

    /// Adds a quote unless it is there already.
    pub fn add(&mut self, quote: Quote) {
        if !self.0.contains(&quote) {
            self.0.push(quote);
        }
    }

    /// All of them, in the order in which they were found.
    pub fn as_slice(&self) -> &[Quote] {
        &self.0
    }

    /// Iterates over them.
    pub fn iter(&self) -> std::slice::Iter<'_, Quote> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Quotes {
    type Item = &'a Quote;
    type IntoIter = std::slice::Iter<'a, Quote>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl JsonSchema for Quotes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quotes".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let quote = generator.subschema_for::<Quote>();
        schemars::json_schema!({ "type": "array", "minItems": 1, "items": quote })
    }
}
