//! What the booking knows of names, e-mail domains and companies of either side.

use crate::domain::Booking;
use crate::extract::names::{Likeness, Name, fold, likeness, sounds_like};

/// Mail providers whose domain says nothing of a company.
const FREE_MAIL: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
];

/// The names, domains and companies of both sides.
#[derive(Debug, Default)]
pub(super) struct Roster {
    sellers: Vec<(Name, String)>,
    buyers: Vec<(Name, String)>,
    seller_domains: Vec<String>,
    buyer_domains: Vec<String>,
    seller_companies: Vec<String>,
    buyer_companies: Vec<String>,
}

impl Roster {
    /// Reads a booking; of none the roster is empty.
    pub(super) fn of(booking: Option<&Booking>) -> Self {
        let mut roster = Self::default();
        let Some(booking) = booking else { return roster };
        for person in [&booking.sdr, &booking.ae].into_iter().flatten() {
            roster.sellers.extend(Name::parse(&person.name).map(|name| (name, person.name.clone())));
            roster.seller_domains.extend(person.email.as_deref().and_then(company_domain));
        }
        if let Some(account) = &booking.account {
            roster.buyer_companies.extend(account.name.as_deref().map(company_key));
            roster.buyer_domains.extend(account.domain.as_deref().map(fold));
        }
        for attendee in &booking.attendees {
            let domain = attendee.email.as_deref().and_then(company_domain);
            if domain.as_ref().is_some_and(|domain| roster.seller_domains.contains(domain)) {
                continue;
            }
            roster.buyer_domains.extend(domain);
            let name = attendee.name.as_deref();
            roster.buyers.extend(name.and_then(|text| Name::parse(text).map(|name| (name, text.to_owned()))));
        }
        let both: Vec<String> = roster
            .seller_domains
            .iter()
            .filter(|domain| roster.buyer_domains.contains(domain))
            .cloned()
            .collect();
        roster.seller_domains.retain(|domain| !both.contains(domain));
        roster.buyer_domains.retain(|domain| !both.contains(domain));
        roster.seller_companies.extend(roster.seller_domains.iter().map(|domain| domain_key(domain)));
        roster.buyer_companies.extend(roster.buyer_domains.iter().map(|domain| domain_key(domain)));
        roster
    }

    /// Log-odds of an e-mail address.
    pub(super) fn weigh_email(&self, email: &str) -> f32 {
        let Some(domain) = company_domain(email) else { return 0.0 };
        if self.seller_domains.contains(&domain) {
            5.0
        } else if self.buyer_domains.contains(&domain) {
            -5.0
        } else {
            0.0
        }
    }

    /// Log-odds of a name; names known on both sides say nothing.
    pub(super) fn weigh_name(&self, name: &Name) -> f32 {
        let best = |people: &[(Name, String)]| {
            people.iter().map(|(other, _)| likeness(name, other)).max().unwrap_or(Likeness::None)
        };
        let (seller, buyer) = (best(&self.sellers), best(&self.buyers));
        if seller == buyer {
            return 0.0;
        }
        let weight = |likeness: Likeness| match likeness {
            Likeness::Full => 4.5,
            Likeness::Given => 2.5,
            Likeness::Surname => 1.5,
            Likeness::Sound => 1.0,
            Likeness::None => 0.0,
        };
        if seller > buyer { weight(seller) } else { -weight(buyer) }
    }

    /// Log-odds of the company in a label such as `Ana Souza (Acme)`.
    pub(super) fn weigh_company_in_label(&self, label: &str) -> f32 {
        label
            .split(['(', '[', '|', '/', '@', '·'])
            .skip(1)
            .find_map(|part| self.weigh_company(&company_key(part)))
            .unwrap_or(0.0)
    }

    /// Log-odds of a company that somebody says they are with, `None` when it is neither side's.
    pub(super) fn weigh_company(&self, company: &str) -> Option<f32> {
        let key = company_key(company);
        let among = |companies: &[String]| companies.iter().any(|other| same_company(other, &key));
        match (among(&self.seller_companies), among(&self.buyer_companies)) {
            (true, false) => Some(3.5),
            (false, true) => Some(-3.5),
            _ => None,
        }
    }

    /// The full name in the booking of the one person whom a name means.
    pub(super) fn full_name(&self, name: &Name) -> Option<String> {
        let mut best: Vec<&(Name, String)> = Vec::new();
        let mut highest = Likeness::Sound;
        for person in self.buyers.iter().chain(&self.sellers) {
            let alike = likeness(name, &person.0);
            if alike > highest {
                highest = alike;
                best.clear();
            }
            if alike == highest && alike > Likeness::Sound {
                best.push(person);
            }
        }
        match best.as_slice() {
            [(found, text)] if found.words().len() >= name.words().len() => Some(text.clone()),
            _ => None,
        }
    }
}

/// The domain of an address, unless it is a public mail provider's.
fn company_domain(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = fold(domain.trim());
    (!domain.is_empty() && !FREE_MAIL.contains(&domain.as_str())).then_some(domain)
}

/// The first label of a domain: `acme` of `mail.acme.example` is not told from `mail`, so the longest one is taken.
fn domain_key(domain: &str) -> String {
    let labels: Vec<&str> = domain.split('.').collect();
    let kept = labels.len().saturating_sub(1).max(1);
    let longest = labels.iter().take(kept).max_by_key(|label| label.len());
    longest.map_or_else(String::new, |label| label.chars().filter(|c| c.is_alphanumeric()).collect())
}

/// A company's name without spaces and signs.
fn company_key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two keys mean one company: one starts with the other, or they sound alike ("dock lock" for Dockclock).
pub(super) fn same_company(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short.len() >= 4 && (long.starts_with(short) || sounds_like(short, long))
}

/// Whether a job is one of selling.
pub(super) fn is_seller_job(job: &str) -> bool {
    let job = fold(job);
    let words: Vec<&str> = job.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    has("sdr")
        || has("bdr")
        || has("ae")
        || (has("account") && (has("executive") || has("exec")))
        || (has("sales") && (has("development") || has("engineer") || has("rep") || has("representative")))
        || (has("business") && has("development") && (has("rep") || has("representative")))
        || (has("solutions") && (has("engineer") || has("consultant") || has("architect")))
}

/// Whether a job is of a third party, who is on neither side.
pub(super) fn is_outsider_job(job: &str) -> bool {
    let words: Vec<&str> = job.split(' ').collect();
    ["consultant", "consulting", "reseller", "broker", "adviser", "advisor", "implementer", "integrator"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether words after "I'm the" or "I run" name a job inside a company.
pub(super) fn is_buyer_job(job: &str) -> bool {
    const JOBS: &[&str] = &[
        "manager",
        "director",
        "supervisor",
        "coordinator",
        "controller",
        "owner",
        "president",
        "chief",
        "head",
        "vp",
        "vice",
        "officer",
        "engineer",
        "planner",
        "buyer",
        "clerk",
        "dispatcher",
        "bookkeeper",
        "accountant",
        "superintendent",
        "foreman",
        "administrator",
        "principal",
        "partner",
        "founder",
        "cfo",
        "coo",
        "ceo",
        "cto",
        "analyst",
        "specialist",
        "technician",
        "operations",
        "billing",
        "scheduling",
        "maintenance",
        "purchasing",
        "payroll",
        "finance",
        "safety",
        "it",
        "hr",
        "shipping",
        "compliance",
        "legal",
        "facilities",
    ];
    job.split(' ').any(|word| JOBS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_the_same_across_spaces_and_mishearings() {
        assert!(same_company(&company_key("Dock Clock"), &domain_key("dockclock.example")));
        assert!(same_company(&company_key("Brightwell"), &company_key("Brightwell Foods, Inc.")));
        assert!(!same_company(&company_key("Brightwell"), &company_key("Northgate")));
    }

    #[test]
    fn jobs_tell_sellers_from_outsiders() {
        assert!(is_seller_job("the account executive for the west"));
        assert!(is_outsider_job("a consultant they brought in"));
        assert!(!is_seller_job("accounts payable manager"));
    }
}
