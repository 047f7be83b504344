//! Who is named in a call, read once: sides are told by it, and stakeholders are found by it.

use super::introductions::{Introduction, Presented, introductions, presented};
use crate::extract::names::{Span, names};
use crate::extract::speech::Speech;

/// Who is named in a call. Places are those of the words in [`Speech::words`].
#[derive(Debug)]
pub(in crate::extract) struct Named {
    /// Every place where a name may stand, in order.
    pub(in crate::extract) names: Vec<Span>,
    /// Who says who they are, in order.
    pub(in crate::extract) introductions: Vec<Introduction>,
    /// Who is presented by others, in order.
    pub(in crate::extract) presented: Vec<Presented>,
}

impl Named {
    /// Reads a call.
    pub(in crate::extract) fn of(speech: &Speech<'_>) -> Self {
        let names = names(speech);
        let presented = presented(speech, &names);
        Self { names, introductions: introductions(speech), presented }
    }
}
