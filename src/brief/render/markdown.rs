//! The brief as markdown.
