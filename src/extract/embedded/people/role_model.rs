//! From what was said of a person to their part: a linear model over few features, weights in [`super::role_weights`].

use super::cues::{Cue, KINDS};
use super::families::{Family, family};
use super::role_weights::{ALONE, BOSS, CUE_OFF, CUE_ON, FAMILY_OFF, FAMILY_ON, MEETING, OWN, STANDING, TOP};
use super::roles::Account;
use super::standing::Standing;
use crate::domain::Role;

/// The roles in the order of the columns of the weights.
pub(super) const ROLES: [Role; 7] = [
    Role::EconomicBuyer,
    Role::DecisionMaker,
    Role::Blocker,
    Role::TechnicalEvaluator,
    Role::EndUser,
    Role::Influencer,
    Role::Champion,
];

/// One candidate as the model sees them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Title, where known.
    pub(super) title: Option<&'a str>,
    /// What was said.
    pub(super) account: &'a Account,
    /// How they stand in the call.
    pub(super) standing: Standing,
}

impl Candidate<'_> {
    fn family(&self) -> Family {
        self.title.map_or(Family::None, family)
    }

    /// How much speaks for holding money or deciding.
    fn power(&self) -> f32 {
        self.account.total(Cue::Money)
            + self.account.total(Cue::Decides)
            + 0.5 * self.account.total(Cue::Routes)
    }

    /// The power that others see in somebody who is only spoken of: the job counts too.
    fn rank(&self) -> f32 {
        self.power()
            + match self.family() {
                Family::Owner => 2.0,
                Family::FinanceChief => 1.0,
                _ => 0.0,
            }
    }

    /// How much somebody claims the decision for themselves.
    fn claim(&self) -> f32 {
        let total = |cue: Cue| self.account.total(cue);
        let claim = total(Cue::AskedDecides)
            + total(Cue::AskedPays)
            + 0.6 * total(Cue::Money)
            + 0.5 * total(Cue::Decides)
            + 0.4 * total(Cue::Routes);
        claim.min(3.0)
    }
}

/// The part of one candidate among all of them.
pub(super) fn role(candidates: &[Candidate<'_>], index: usize) -> Role {
    let Some(candidate) = candidates.get(index) else { return Role::Unknown };
    let others =
        || candidates.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
    let standing = candidate.standing;
    let presence = match (standing.main, standing.on_call) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let absent = usize::from(!standing.on_call);
    let boss = others().filter(|other| !other.standing.on_call).map(Candidate::rank).fold(0.0, f32::max);
    let mightiest = others().map(Candidate::power).fold(0.0, f32::max);
    let alone = !others().any(|other| other.standing.on_call);
    let top = candidate.power() > 0.0 && candidate.power() >= mightiest;

    let mut scores = [0.0_f32; 7];
    let mut add = |row: Option<&[f32; 7]>, value: f32| {
        for (score, weight) in scores.iter_mut().zip(row.into_iter().flatten()) {
            *score += weight * value;
        }
    };
    let flag = |set: bool| if set { 1.0 } else { 0.0 };
    let family = candidate.family() as usize;
    let (families, cues) = if standing.on_call { (&FAMILY_ON, &CUE_ON) } else { (&FAMILY_OFF, &CUE_OFF) };
    add(STANDING.get(presence), 1.0);
    add(ALONE.get(presence), flag(alone));
    add(families.get(family), 1.0);
    for kind in 0..KINDS {
        let value = candidate.account.totals().get(kind).copied().unwrap_or_default();
        add(cues.get(kind), value.min(4.0) / 2.0);
    }
    add(BOSS.get(absent), boss.min(4.0) / 2.0);
    add(TOP.get(absent), flag(top));
    if standing.main {
        add(MEETING.first(), standing.agreed);
        add(MEETING.get(1), flag(standing.agreed >= -0.05));
        add(MEETING.get(2), flag(standing.agreed <= -0.45));
        let claim = candidate.claim();
        add(OWN.first(), claim / 2.0);
        add(OWN.get(1), (claim - boss).max(0.0) / 2.0);
        add(OWN.get(2), flag(boss < 1.0));
    }
    let best = ROLES.iter().zip(scores).fold((Role::Unknown, f32::MIN), |best, (role, score)| {
        if score > best.1 { (*role, score) } else { best }
    });
    best.0
}

/// The part of a deciding body.
pub(super) fn body_role(account: &Account) -> Role {
    let decides = account.total(Cue::Decides) + account.total(Cue::Routes) + account.total(Cue::AskedDecides);
    if account.total(Cue::Money) > decides.max(1.0) {
        Role::EconomicBuyer
    } else if decides < 0.5 && account.total(Cue::Powerless) + account.total(Cue::Advises) >= 0.8 {
        Role::Influencer
    } else {
        Role::DecisionMaker
    }
}
