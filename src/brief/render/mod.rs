//! A [`Brief`](crate::domain::Brief) to what people read.
//!
//! Comes in: a brief and nothing else. Goes out: text for a terminal, Markdown, one HTML page, a mail, JSON. All but JSON are drawn from
//! one view, in which the words are chosen once: numbers, dates, zones, the bar, the footer. Everything from outside passes through
//! `clean` on its way into that view, so no renderer ever sees a control character, a bidi override or an invisible one.

pub mod email;
pub mod html;
pub mod json;
pub mod markdown;
pub mod terminal;

pub(super) mod clean;
mod evidence;
mod page;
mod view;
mod when;
mod wrap;
