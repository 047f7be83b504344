//! Scored utterances to items: which of them speak of the same thing.

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

/// How many of a group's last members a new one is compared with.
const COMPARED: usize = 3;
/// How many earlier groups a new utterance may join.
const OPEN_GROUPS: usize = 8;

/// Groups hits: each joins the group whose members it is most likely to belong with, or opens its own; weak groups are left out.
///
/// `hits` are positions with scores, in the order of the call; `link` scores an earlier and a later position.
pub fn group(
    hits: &[(usize, f32)],
    limits: Assembly,
    mut link: impl FnMut(usize, usize) -> f32,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for &(at, score) in hits.iter().filter(|(_, score)| *score > limits.hit) {
        let member = (at, score - limits.hit);
        let from = groups.len().saturating_sub(OPEN_GROUPS);
        let mut best: Option<(usize, f32)> = None;
        for (index, group) in groups.iter().enumerate().skip(from) {
            let recent = group.members.iter().rev().take(COMPARED);
            let affinity = recent.map(|(earlier, _)| link(*earlier, at)).fold(f32::NEG_INFINITY, f32::max);
            if best.is_none_or(|(_, found)| affinity >= found) {
                best = Some((index, affinity));
            }
        }
        match best
            .filter(|(_, affinity)| *affinity > limits.link)
            .and_then(|(index, _)| groups.get_mut(index))
        {
            Some(group) => group.members.push(member),
            None => groups.push(Group { members: vec![member], replaced: Vec::new() }),
        }
    }
    groups.retain(|group| group.score() > limits.item);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Assembly = Assembly { hit: 0.0, link: 0.0, item: 0.5 };

    #[test]
    fn linked_hits_are_one_group_and_weak_groups_are_left_out() {
        let hits = [(1, 1.0), (2, 0.4), (5, 0.3), (9, 2.0), (10, -1.0)];
        let groups = group(&hits, LIMITS, |earlier, later| if later - earlier == 1 { 1.0 } else { -1.0 });
        let positions: Vec<Vec<usize>> =
            groups.iter().map(|group| group.members.iter().map(|(at, _)| *at).collect()).collect();
        assert_eq!(positions, [vec![1, 2], vec![9]]);
    }
}
