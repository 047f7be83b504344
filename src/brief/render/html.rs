//! The brief as html.
