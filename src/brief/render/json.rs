//! The brief as json.
