//! How a model is asked about calls.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretSlice};

/// How calls are put to a model.
#[derive(Clone, Debug)]
pub struct Settings {
    secret: SecretSlice<u8>,
    /// Tokens of a call that are asked about at once; a longer call is cut into parts. The default takes a call of an hour whole.
    pub part_tokens: usize,
    /// Tokens by which parts overlap, so that what a cut divides is whole in one of them.
    pub overlap_tokens: usize,
    /// Tokens of an answer, at the most.
    pub max_output_tokens: u32,
    /// How long understanding a call may take, second question included.
    pub time_left: Duration,
}

impl Settings {
    /// Tokens of a call that are asked about at once, unless somebody says otherwise.
    pub const PART_TOKENS: usize = 24_000;

    /// The defaults, with the secret that keys the fences and the time there is.
    pub fn new(secret: &[u8], time_left: Duration) -> Self {
        Self {
            secret: secret.to_vec().into(),
            part_tokens: Self::PART_TOKENS,
            overlap_tokens: 600,
            max_output_tokens: 8_000,
            time_left,
        }
    }

    pub(super) fn secret(&self) -> &[u8] {
        self.secret.expose_secret()
    }
}
