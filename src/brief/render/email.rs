//! The brief as email.
