//! A [`Brief`](crate::domain::Brief) to what people read.

pub mod email;
pub mod html;
pub mod json;
pub mod markdown;
pub mod terminal;
