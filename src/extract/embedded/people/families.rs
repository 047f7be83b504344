//! Families of jobs: what kind of part a title makes likely.

/// What kind of job a title names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Owner, president, founder, managing director.
    Owner,
    /// CFO, finance director.
    FinanceChief,
    /// Controller, accountant.
    Finance,
    /// Chief officers, vice presidents, directors, heads, general managers.
    Executive,
    /// IT, data, engineering.
    Technical,
    /// IT security.
    Security,
    /// Legal, privacy, compliance, safety, human resources.
    Guardian,
    /// Purchasing.
    Purchasing,
    /// Those who do the work.
    Worker,
    /// Managers and supervisors of a team.
    Manager,
    /// A board, a council, partners.
    Body,
    /// Not told.
    None,
}

/// The family of a title.
pub(super) fn family(title: &str) -> Family {
    let lower = title.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let has = |table: &[&str]| words.iter().any(|word| table.contains(word));
    let vice = has(&["vp", "vice", "svp", "evp", "deputy", "assistant"]);
    if has(&["board", "council", "committee", "partners", "owners", "trustees", "shareholders"])
        && !has(&["chair", "member"])
    {
        return Family::Body;
    }
    let chief = has(&["chief", "head", "vp", "svp", "evp", "director", "president", "lead"]);
    if has(&["cfo"]) || (has(&["finance", "financial"]) && chief) {
        return Family::FinanceChief;
    }
    if !vice && has(&["owner", "co-owner", "president", "founder", "co-founder", "ceo", "md", "proprietor"])
        || (has(&["managing"]) && has(&["director", "partner"]))
        || (has(&["partner"]) && words.len() == 1)
    {
        return Family::Owner;
    }
    if has(&["ciso", "infosec", "security", "cybersecurity"]) {
        return Family::Security;
    }
    if has(&[
        "legal",
        "counsel",
        "attorney",
        "lawyer",
        "privacy",
        "dpo",
        "compliance",
        "mlro",
        "ehs",
        "risk",
        "hr",
        "audit",
        "auditor",
    ]) || (has(&["human"]) && has(&["resources"]))
        || (has(&["safety"]) && !chief)
    {
        return Family::Guardian;
    }
    if has(&["purchasing", "procurement", "sourcing"]) {
        return Family::Purchasing;
    }
    if has(&[
        "it",
        "ict",
        "gis",
        "erp",
        "informatics",
        "data",
        "software",
        "developer",
        "architect",
        "integration",
        "platform",
        "systems",
        "network",
        "programmer",
        "cto",
        "cio",
        "scientist",
        "devops",
    ]) && !has(&["entry", "clerk"])
        || (has(&["engineer", "engineering", "reliability"]) && !chief)
    {
        return if has(&["cto", "cio", "vp", "head"]) && !has(&["it", "data"]) {
            Family::Executive
        } else {
            Family::Technical
        };
    }
    if has(&["controller", "comptroller", "treasurer"])
        || (has(&["finance", "fp", "accounting"]) && has(&["manager", "lead", "analyst"]))
    {
        return Family::Finance;
    }
    let leads =
        has(&["chief", "vp", "svp", "evp", "director", "president"]) || (has(&["head"]) && has(&["of"]));
    if leads {
        return Family::Executive;
    }
    if has(WORKERS) {
        return Family::Worker;
    }
    if chief
        || has(&[
            "coo",
            "cmo",
            "cro",
            "cso",
            "cpo",
            "ceo",
            "gm",
            "superintendent",
            "principal",
            "administrator",
            "provost",
            "dean",
            "boss",
        ])
        || (has(&["general", "city", "plant", "county"]) && has(&["manager"]))
    {
        return Family::Executive;
    }
    if has(&["manager", "supervisor", "foreman", "producer", "chair", "planner", "leader"]) {
        return Family::Manager;
    }
    if has(&[
        "operations",
        "billing",
        "scheduling",
        "dispatch",
        "shipping",
        "receiving",
        "support",
        "payroll",
        "maintenance",
        "warehouse",
        "claims",
        "intake",
        "accounts",
        "localization",
        "fulfillment",
        "service",
        "desk",
        "office",
    ]) {
        return Family::Worker;
    }
    Family::None
}

const WORKERS: &[&str] = &[
    "officer",
    "clerk",
    "technician",
    "tech",
    "driver",
    "mechanic",
    "coordinator",
    "dispatcher",
    "assistant",
    "bookkeeper",
    "associate",
    "specialist",
    "supervisor",
    "receptionist",
    "nurse",
    "operator",
    "estimator",
    "estimators",
    "planner",
    "scheduler",
    "agent",
    "rep",
    "admin",
    "teacher",
    "coach",
    "dockmaster",
    "handler",
    "cashier",
    "worker",
    "welder",
    "electrician",
    "apprentice",
    "intern",
    "stylist",
    "hygienist",
    "teller",
    "translator",
    "underwriter",
    "adjuster",
    "surveyor",
    "inspector",
    "foreman",
    "secretary",
    "paralegal",
    "recruiter",
    "analyst",
    "girl",
    "crew",
    "lead",
    "accountant",
    "pharmacist",
    "waiter",
    "writer",
    "editor",
    "designer",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fall_into_families() {
        for (title, expected) in [
            ("CFO", Family::FinanceChief),
            ("VP of Finance", Family::FinanceChief),
            ("Managing Partner", Family::Owner),
            ("Vice President, Fleet", Family::Executive),
            ("IT guy", Family::Technical),
            ("Head of InfoSec", Family::Security),
            ("Outside counsel", Family::Guardian),
            ("Purchasing", Family::Purchasing),
            ("Front desk", Family::Worker),
            ("Plant Manager", Family::Executive),
            ("Shift Manager", Family::Manager),
            ("The partners", Family::Body),
        ] {
            assert_eq!(family(title), expected, "{title}");
        }
    }
}
