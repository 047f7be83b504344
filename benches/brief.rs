//! Speed of a brief.
fn main() {}
