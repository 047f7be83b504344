//! What people see of a brief.

mod attacks;
mod looks;
mod mail;
mod markup;
mod picture;
