//! What training found: one weight per feature and head, read from a small file inside the binary.
//!
//! Layout, little-endian: the magic `BATONW1\0`; the number of features as `u32`; the thresholds as `f32`; per head a scale as `f32`;
//! then the features' hashes in ascending order as `u32`; then for every feature one `i8` per head, to be multiplied by the head's scale;
//! then the [`Ranking`].

use std::sync::LazyLock;

use super::features::FeatureSet;
use crate::extract::embedded::terms::ranking::Ranking;

/// What a score is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// The utterance says what hurts the buyer.
    Pain,
    /// The utterance settles, offers or refuses a next step.
    Step,
    /// The utterance refuses one.
    Declined,
    /// The utterance leaves one open.
    Proposed,
    /// The buyer's side is to act.
    BuyerActs,
    /// The step is a meeting, demo, visit or call.
    Meeting,
    /// Two utterances speak of one pain.
    PainLink,
    /// Two utterances speak of one next step.
    StepLink,
}

impl Head {
    /// Every head, in the order of the file.
    pub const ALL: [Self; 8] = [
        Self::Pain,
        Self::Step,
        Self::Declined,
        Self::Proposed,
        Self::BuyerActs,
        Self::Meeting,
        Self::PainLink,
        Self::StepLink,
    ];
}

/// The place of the weights of unknown features.
const UNKNOWN: u32 = 0;

const MAGIC: &[u8; 8] = b"BATONW1\0";
/// How many scores a model gives.
pub const HEADS: usize = Head::ALL.len();

/// From which score on something counts; found by cross-validation over the training calls.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// Assembly of pains.
    pub pain: Assembly,
    /// Assembly of next steps.
    pub step: Assembly,
}

/// The three thresholds of an assembly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Assembly {
    /// An utterance is part of an item.
    pub hit: f32,
    /// Two utterances belong to one item.
    pub link: f32,
    /// An item is kept.
    pub item: f32,
}

/// Scores feature sets.
#[derive(Clone, Debug)]
pub struct Model {
    /// From which score on something counts.
    pub thresholds: Thresholds,
    /// What chooses between the days that a step may be due.
    pub ranking: Ranking,
    /// Features and the places of their weights.
    slots: Vec<(u32, u32)>,
    mask: usize,
    /// The first are the zeros of every feature that is unknown.
    weights: Vec<[f32; HEADS]>,
}

static EMBEDDED: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("weights.bin")).unwrap_or_else(Model::empty));

impl Model {
    /// The weights inside the binary.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn empty() -> Self {
        Self::from_weights(&[], Thresholds::default())
    }

    /// Builds a model from features and their weights per head.
    pub fn from_weights(features: &[(u32, [f32; HEADS])], thresholds: Thresholds) -> Self {
        let capacity = (features.len() * 2).next_power_of_two().max(2);
        let mask = capacity - 1;
        let mut slots = vec![(0, UNKNOWN); capacity];
        for (index, (feature, _)) in (1..).zip(features) {
            let mut place = *feature as usize & mask;
            while let Some(slot) = slots.get_mut(place) {
                if slot.1 == UNKNOWN {
                    *slot = (*feature, index);
                    break;
                }
                place = (place + 1) & mask;
            }
        }
        let weights = [[0.0; HEADS]].into_iter().chain(features.iter().map(|(_, weights)| *weights));
        Self { thresholds, ranking: Ranking::default(), slots, mask, weights: weights.collect() }
    }

    /// The scores of a feature set, one per head.
    pub fn scores(&self, set: &FeatureSet) -> [f32; HEADS] {
        let mut sums = [0.0; HEADS];
        for (feature, value) in &set.0 {
            // Zeros are added like any others: whether a feature is known cannot be foretold, and to guess wrong costs more.
            for (sum, weight) in sums.iter_mut().zip(self.weights_of(*feature)) {
                *sum += weight * value;
            }
        }
        sums
    }

    /// The score of a feature set for one head.
    pub fn score(&self, set: &FeatureSet, head: Head) -> f32 {
        self.scores(set).get(head as usize).copied().unwrap_or_default()
    }

    fn weights_of(&self, feature: u32) -> &[f32; HEADS] {
        let mut place = feature as usize & self.mask;
        loop {
            let (found, index) = self.slots.get(place).copied().unwrap_or((feature, UNKNOWN));
            if found == feature || index == UNKNOWN {
                let index = if found == feature { index } else { UNKNOWN };
                return self.weights.get(index as usize).unwrap_or(&[0.0; HEADS]);
            }
            place = (place + 1) & self.mask;
        }
    }

    /// Reads the file layout; `None` when it is not one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        let mut numbers = [0.0_f32; 6];
        for number in &mut numbers {
            *number = f32::from_le_bytes(take(&mut rest)?);
        }
        let [hit, link, item, step_hit, step_link, step_item] = numbers;
        let thresholds = Thresholds {
            pain: Assembly { hit, link, item },
            step: Assembly { hit: step_hit, link: step_link, item: step_item },
        };
        let mut scales = [0.0_f32; HEADS];
        for scale in &mut scales {
            *scale = f32::from_le_bytes(take(&mut rest)?);
        }
        if rest.len() < count.checked_mul(4 + HEADS)? {
            return None;
        }
        let mut features = Vec::with_capacity(count);
        for _ in 0..count {
            features.push(u32::from_le_bytes(take(&mut rest)?));
        }
        let weighted: Option<Vec<(u32, [f32; HEADS])>> = features
            .into_iter()
            .map(|feature| {
                let row: [u8; HEADS] = take(&mut rest)?;
                let mut weights = [0.0; HEADS];
                for ((weight, byte), scale) in weights.iter_mut().zip(row).zip(scales) {
                    *weight = f32::from(byte as i8) * scale;
                }
                Some((feature, weights))
            })
            .collect();
        let ranking = Ranking::read(rest)?;
        Some(Self { ranking, ..Self::from_weights(&weighted?, thresholds) })
    }

    /// Writes the file layout; weights are rounded to 1/127 of the head's largest.
    pub fn write(features: &[(u32, [f32; HEADS])], thresholds: Thresholds, ranking: &Ranking) -> Vec<u8> {
        let mut scales = [0.0_f32; HEADS];
        for (_, weights) in features {
            for (scale, weight) in scales.iter_mut().zip(weights) {
                *scale = scale.max(weight.abs() / 127.0);
            }
        }
        let quantised: Vec<(u32, [i8; HEADS])> = features
            .iter()
            .map(|(feature, weights)| {
                let mut row = [0_i8; HEADS];
                for ((byte, weight), scale) in row.iter_mut().zip(weights).zip(scales) {
                    *byte = if scale > 0.0 { (weight / scale).round() as i8 } else { 0 };
                }
                (*feature, row)
            })
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((quantised.len() as u32).to_le_bytes());
        for assembly in [thresholds.pain, thresholds.step] {
            for number in [assembly.hit, assembly.link, assembly.item] {
                bytes.extend(number.to_le_bytes());
            }
        }
        for scale in scales {
            bytes.extend(scale.to_le_bytes());
        }
        for (feature, _) in &quantised {
            bytes.extend(feature.to_le_bytes());
        }
        for (_, row) in &quantised {
            bytes.extend(row.map(|weight| weight as u8));
        }
        bytes.extend(ranking.write());
        bytes
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let features =
            [(7, [1.0, 0.0, -0.5, 0.0, 0.0, 0.0, 0.0, 0.25]), (9, [0.0, 2.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0])];
        let ranking = Ranking::new(vec![(5, 0.5)]);
        let model = Model::read(&Model::write(&features, Thresholds::default(), &ranking)).unwrap();
        assert_eq!(model.ranking, ranking);
        let mut set = FeatureSet::default();
        set.add(7, 2.0);
        set.add(9, 1.0);
        set.add(11, 5.0);
        assert!((model.score(&set, Head::Pain) - 2.0).abs() < 0.02);
        assert!((model.score(&set, Head::Step) - 2.0).abs() < 0.02);
        assert!((model.score(&set, Head::Declined) + 1.0).abs() < 0.02);
    }

    #[test]
    fn a_cut_file_is_not_a_model() {
        let ranking = Ranking::new(vec![(5, 0.5)]);
        let bytes = Model::write(&[(7, [1.0; HEADS])], Thresholds::default(), &ranking);
        for end in 0..bytes.len() {
            assert!(Model::read(&bytes[..end]).is_none(), "{end} bytes were accepted");
        }
    }
}
