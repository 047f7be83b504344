//! A folder or single files to a [`Dossier`].
//!
//! [`from_parts`] does the work on names and bytes; [`read_folder`] and [`read_files`] only fetch them. Every part may be missing; a
//! part that is there and cannot be read is an error that says where and what to do.

mod error;
mod files;
mod json;

use jiff::tz::TimeZone;

use crate::domain::transcript::TranscriptFormat;

use crate::domain::{Account, Booking, Dossier};

use super::{place, transcript};

use json::Root;

pub use error::DossierError;
pub use files::{Files, read_booking, read_files, read_folder, read_transcript};

/// The largest JSON part that is read, in bytes.
pub const MAX_JSON_BYTES: u64 = 4 * 1024 * 1024;
/// The most transcripts in one dossier.
pub const MAX_TRANSCRIPTS: usize = 50;

/// What a file is for, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `transcript.*`, `transcript-2.*`, `transcript.1.*`.
    Transcript,
    /// `booking.json`.
    Booking,
    /// `account.json`.
    Account,
    /// `touches.json`.
    Touches,
}

impl Role {
    /// The role of a file of that name, without or with its folders; `None` for every other file.
    ///
    /// Recordings and backup copies of a transcript are no transcripts.
    pub fn of(name: &str) -> Option<Self> {
        const OTHERS: &[&str] = &[
            "aac", "avi", "bak", "flac", "gif", "jpeg", "jpg", "m4a", "mkv", "mov", "mp3", "mp4", "ogg",
            "orig", "part", "png", "swp", "tmp", "wav", "webm",
        ];
        let name = file_name(name).to_lowercase();
        match name.as_str() {
            "booking.json" => return Some(Self::Booking),
            "account.json" => return Some(Self::Account),
            "touches.json" => return Some(Self::Touches),
            _ => {}
        }
        let rest = name.strip_prefix("transcript")?;
        let ends_the_word = rest.starts_with(|next: char| !next.is_alphabetic()) || rest.is_empty();
        let ending = rest.rsplit_once('.').map_or("", |(_, ending)| ending);
        (ends_the_word && !rest.ends_with('~') && !OTHERS.contains(&ending)).then_some(Self::Transcript)
    }
}

/// A file of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// Its name, as messages give it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads the parts of a dossier; transcripts come oldest first where all of them say when they began, otherwise in the given order.
///
/// # Errors
///
/// The first part that cannot be read, more than [`MAX_TRANSCRIPTS`] transcripts, or [`DossierError::Nothing`] where there is no part.
pub fn from_parts(parts: &[Part]) -> Result<Dossier, DossierError> {
    from_parts_in(parts, None)
}

/// As [`from_parts`], with transcripts in a known format.
fn from_parts_in(parts: &[Part], format: Option<TranscriptFormat>) -> Result<Dossier, DossierError> {
    if parts.is_empty() {
        return Err(DossierError::Nothing);
    }
    let mut dossier = Dossier::default();
    for part in parts {
        match part.role {
            Role::Transcript => {
                let transcript = transcript::parse(&part.name, &part.bytes, format)?;
                // The same file under two names is one call.
                if dossier.transcripts.iter().all(|known| known.sha256() != transcript.sha256()) {
                    dossier.transcripts.push(transcript);
                }
            }
            Role::Booking => dossier.booking = Some(json::read(Root::Object, &part.name, &part.bytes)?),
            Role::Account => dossier.account = Some(json::read(Root::Object, &part.name, &part.bytes)?),
            Role::Touches => dossier.touches = json::read(Root::List, &part.name, &part.bytes)?,
        }
        if dossier.transcripts.len() > MAX_TRANSCRIPTS {
            return Err(DossierError::TooManyTranscripts { limit: MAX_TRANSCRIPTS });
        }
    }
    if let Some(booking) = &mut dossier.booking {
        name_zone(booking, dossier.account.as_ref());
    }
    dossier.touches.sort_by(|left, right| left.at.cmp(&right.at));
    if dossier.transcripts.iter().all(|transcript| transcript.started_at().is_some()) {
        dossier.transcripts.sort_by(|left, right| left.started_at().cmp(&right.started_at()));
    }
    Ok(dossier)
}

/// Gives the start of a meeting, which schedulers send with a bare offset, the zone of the buyer's headquarters, otherwise that of the
/// account executive, where the offset is theirs: then days around it follow daylight saving, and readers see `Mountain`.
fn name_zone(booking: &mut Booking, account: Option<&Account>) {
    let hq = account.and_then(|account| account.hq.as_deref()).map(place::zones).unwrap_or_default();
    let ae = booking.ae.as_ref().and_then(|ae| ae.time_zone.clone());
    let zones = hq.into_iter().map(str::to_owned).chain(ae);
    let starts_at = booking.starts_at.take();
    booking.starts_at = starts_at.map(|at| at.named_by(zones.filter_map(|name| TimeZone::get(&name).ok())));
}

/// The name without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Orders names as people do: `transcript`, `transcript-2`, `transcript-10`; what is not a number by its letters.
fn natural_key(name: &str) -> Vec<(String, u64)> {
    let stem = file_name(name).rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let mut key = Vec::new();
    let mut rest = stem.as_str();
    while !rest.is_empty() {
        let letters_end = rest.find(|char: char| char.is_ascii_digit()).unwrap_or(rest.len());
        let (letters, from) = rest.split_at_checked(letters_end).unwrap_or((rest, ""));
        let digits_end = from.find(|char: char| !char.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at_checked(digits_end).unwrap_or((from, ""));
        // What stands between the numbers is a separator, whichever it is.
        let letters = letters.trim_matches(['-', '_', '.', ' ', '(', ')']).to_owned();
        key.push((letters, digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u64::MAX })));
        rest = after;
    }
    key
}

/// The transcripts first, in the order of their names; then the rest.
fn in_order(parts: &mut [Part]) {
    parts.sort_by_cached_key(|part| {
        (part.role != Role::Transcript, natural_key(&part.name), part.name.clone())
    });
}

#[cfg(test)]
mod tests;
