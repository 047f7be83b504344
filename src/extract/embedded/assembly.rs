//! Scored utterances to items: which of them speak of the same thing.

use std::collections::BTreeMap;

use super::model::Assembly;

/// Utterances that speak of one thing, in the order of the call.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Positions of the utterances with their scores above the hit threshold.
    pub members: Vec<(usize, f32)>,
    /// Earlier positions that this item replaces: they are read for dates, never quoted.
    pub replaced: Vec<usize>,
}

impl Group {
    /// How sure it is that this is an item: its best member, and a little for every further one.
    pub fn score(&self) -> f32 {
        let best = self.best().1;
        let rest: f32 = self.members.iter().map(|(_, score)| *score).sum::<f32>() - best;
        best + 0.25 * rest
    }

    /// The positions worth quoting: the best members, at most `count`, none with less than half of the best one's score; in the order
    /// of the call.
    pub fn telling(&self, count: usize) -> Vec<usize> {
        let floor = self.best().1 * 0.5;
        let mut ranked: Vec<(usize, f32)> =
            self.members.iter().copied().filter(|(_, score)| *score >= floor).collect();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1));
        ranked.truncate(count);
        ranked.sort_by_key(|(at, _)| *at);
        ranked.into_iter().map(|(at, _)| at).collect()
    }

    /// The member with the highest score.
    pub fn best(&self) -> (usize, f32) {
        let better = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
        self.members.iter().copied().reduce(better).unwrap_or((0, 0.0))
    }
}

/// Two hits further apart than this many hits are taken to be of different items.
const NEAR: usize = 10;
/// How surely they are.
const FAR: f32 = -2.0;

/// Groups hits by average linkage: the two clusters whose members fit together best on average are joined, again and again, until no two
/// fit well enough.
///
/// `hits` are positions with scores, in the order of the call; `link` scores an earlier and a later position.
pub fn group(hits: &[(usize, f32)], limits: Assembly, link: impl FnMut(usize, usize) -> f32) -> Vec<Group> {
    let members: Vec<(usize, f32)> = hits
        .iter()
        .filter(|(_, score)| *score > limits.hit)
        .map(|(at, score)| (*at, score - limits.hit))
        .collect();
    let mut linkage = Linkage::new(&members, link);
    while linkage.join_best(limits.link) {}
    let groups = linkage.clusters.iter().filter(|cluster| !cluster.members.is_empty()).map(|cluster| {
        let mut members: Vec<(usize, f32)> =
            cluster.members.iter().filter_map(|index| members.get(*index).copied()).collect();
        members.sort_by_key(|(at, _)| *at);
        Group { members, replaced: Vec::new() }
    });
    groups.collect()
}

/// Hits that belong together so far.
#[derive(Clone, Debug, Default)]
struct Cluster {
    /// Which hits.
    members: Vec<usize>,
    /// Clusters nearby: the sum of link scores between their members and this one's, and how many such pairs are near.
    near: BTreeMap<usize, (f32, usize)>,
}

/// Clusters in the order of their first hits; one that was joined to an earlier one is left without members.
struct Linkage {
    clusters: Vec<Cluster>,
}

impl Linkage {
    fn new(hits: &[(usize, f32)], mut link: impl FnMut(usize, usize) -> f32) -> Self {
        let mut clusters: Vec<Cluster> =
            (0..hits.len()).map(|index| Cluster { members: vec![index], near: BTreeMap::new() }).collect();
        for (index, (later, _)) in hits.iter().enumerate() {
            let from = index.saturating_sub(NEAR);
            for (other, (earlier, _)) in hits.iter().enumerate().take(index).skip(from) {
                let entry = (link(*earlier, *later), 1);
                for (one, another) in [(index, other), (other, index)] {
                    if let Some(cluster) = clusters.get_mut(one) {
                        cluster.near.insert(another, entry);
                    }
                }
            }
        }
        Self { clusters }
    }

    /// Joins every two clusters that fit each other better than any other, which gives what joining the best pair first would give:
    /// joining two never makes a third fit better than it fitted the better of them. Says whether any were joined.
    fn join_best(&mut self, limit: f32) -> bool {
        let nearest: Vec<Option<usize>> =
            (0..self.clusters.len()).map(|index| self.nearest(index, limit)).collect();
        let mut joined = false;
        for (index, other) in nearest.iter().enumerate() {
            if let Some(other) = other
                && index < *other
                && nearest.get(*other) == Some(&Some(index))
            {
                self.join(index, *other);
                joined = true;
            }
        }
        joined
    }

    /// The cluster that fits best, if well enough; the earliest of several.
    fn nearest(&self, index: usize, limit: f32) -> Option<usize> {
        let cluster = self.clusters.get(index)?;
        let mut best = None;
        let mut best_fit = limit;
        for (other, (sum, pairs)) in &cluster.near {
            let size = self.clusters.get(*other).map_or(0, |other| other.members.len());
            let all = cluster.members.len() * size;
            let fit = (sum + FAR * (all - pairs) as f32) / all.max(1) as f32;
            if fit > best_fit {
                best_fit = fit;
                best = Some(*other);
            }
        }
        best
    }

    fn join(&mut self, into: usize, from: usize) {
        let Some(gone) = self.clusters.get_mut(from).map(std::mem::take) else { return };
        for (other, (sum, pairs)) in gone.near {
            if other == into {
                continue;
            }
            let add = |near: &mut BTreeMap<usize, (f32, usize)>, key| {
                let entry = near.entry(key).or_insert((0.0, 0));
                *entry = (entry.0 + sum, entry.1 + pairs);
            };
            if let Some(cluster) = self.clusters.get_mut(into) {
                add(&mut cluster.near, other);
            }
            if let Some(cluster) = self.clusters.get_mut(other) {
                cluster.near.remove(&from);
                add(&mut cluster.near, into);
            }
        }
        if let Some(cluster) = self.clusters.get_mut(into) {
            cluster.near.remove(&from);
            cluster.members.extend(gone.members);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Assembly = Assembly { hit: 0.0, link: 0.0, item: 0.0 };

    #[test]
    fn linked_hits_are_one_group() {
        let hits = [(1, 1.0), (2, 0.4), (9, 2.0), (10, -1.0)];
        let groups = group(&hits, LIMITS, |earlier, later| if later - earlier == 1 { 1.0 } else { -1.0 });
        let positions: Vec<Vec<usize>> =
            groups.iter().map(|group| group.members.iter().map(|(at, _)| *at).collect()).collect();
        assert_eq!(positions, [vec![1, 2], vec![9]]);
    }

    #[test]
    fn two_groups_are_joined_by_all_of_their_members_not_by_one_pair() {
        let hits = [(1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0)];
        let pairs = |earlier, later| match (earlier, later) {
            (1, 2) | (3, 4) => 2.0,
            (2, 3) => 1.0,
            _ => -1.0,
        };
        let groups = group(&hits, LIMITS, pairs);
        assert_eq!(groups.len(), 2, "{groups:?}");
    }
}
