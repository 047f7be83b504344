//! Words of jobs and departments, and the words that end a title.

use std::sync::LazyLock;

use super::tables_bodies::{BODIES, NOT_MODIFIERS, TITLE_STOPS};
use crate::extract::hashing::{ByHash, hash};
use crate::extract::speech::Word;

/// What a word may be in a title or in the name of a body.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class(u8);

impl Class {
    const HEAD: u8 = 1;
    const DEPARTMENT: u8 = 2;
    const STOP: u8 = 4;
    const BODY: u8 = 8;
    const NOT_MODIFIER: u8 = 16;

    /// Heads a job title.
    pub(super) fn is_head(self) -> bool {
        self.0 & Self::HEAD != 0
    }

    /// Names a department.
    pub(super) fn is_department(self) -> bool {
        self.0 & Self::DEPARTMENT != 0
    }

    /// Ends a title.
    pub(super) fn is_stop(self) -> bool {
        self.0 & Self::STOP != 0
    }

    /// Names a deciding body.
    pub(super) fn is_body(self) -> bool {
        self.0 & Self::BODY != 0
    }

    /// Cannot stand before the noun of a body.
    pub(super) fn is_not_modifier(self) -> bool {
        self.0 & Self::NOT_MODIFIER != 0
    }
}

/// The class of a lower-case word: one look-up for all tables.
pub(super) fn class(word: &str) -> Class {
    class_by_hash(hash(word))
}

/// The class of a word of the call without its ending.
pub(super) fn class_of(word: &Word<'_>) -> Class {
    class_by_hash(word.base_hash)
}

fn class_by_hash(hash: u64) -> Class {
    CLASSES.get(&hash).copied().unwrap_or_default()
}

static CLASSES: LazyLock<ByHash<Class>> = LazyLock::new(|| {
    let tables = [
        (TITLE_HEADS, Class::HEAD),
        (DEPARTMENTS, Class::DEPARTMENT),
        (TITLE_STOPS, Class::STOP),
        (BODIES, Class::BODY),
        (NOT_MODIFIERS, Class::NOT_MODIFIER),
    ];
    let mut classes: ByHash<Class> = ByHash::default();
    for (table, bit) in tables {
        for word in table {
            classes.entry(hash(word)).or_default().0 |= bit;
        }
    }
    classes
});

/// Nouns that head a job title.
const TITLE_HEADS: &[&str] = &[
    "accountant",
    "administrator",
    "adjuster",
    "adviser",
    "advisor",
    "agent",
    "analyst",
    "apprentice",
    "architect",
    "assistant",
    "associate",
    "attorney",
    "auditor",
    "bookkeeper",
    "boss",
    "broker",
    "buyer",
    "captain",
    "cashier",
    "ceo",
    "cfo",
    "chair",
    "chairman",
    "chairwoman",
    "chef",
    "chief",
    "cio",
    "ciso",
    "clerk",
    "cmo",
    "co-owner",
    "co-founder",
    "coach",
    "controller",
    "comptroller",
    "contractor",
    "coo",
    "coordinator",
    "counsel",
    "cro",
    "cso",
    "cto",
    "cpo",
    "dean",
    "dentist",
    "deputy",
    "designer",
    "developer",
    "director",
    "dispatcher",
    "dockmaster",
    "doctor",
    "dpo",
    "driver",
    "editor",
    "electrician",
    "engineer",
    "estimator",
    "exec",
    "executive",
    "farmer",
    "fella",
    "foreman",
    "founder",
    "girl",
    "gm",
    "guy",
    "guru",
    "head",
    "hygienist",
    "intern",
    "inspector",
    "janitor",
    "lady",
    "lawyer",
    "lead",
    "leader",
    "librarian",
    "manager",
    "man",
    "md",
    "mechanic",
    "mlro",
    "nurse",
    "officer",
    "operator",
    "owner",
    "paralegal",
    "partner",
    "person",
    "pharmacist",
    "physician",
    "planner",
    "president",
    "principal",
    "producer",
    "programmer",
    "provost",
    "psychologist",
    "rep",
    "receptionist",
    "recruiter",
    "representative",
    "researcher",
    "salesman",
    "scheduler",
    "scientist",
    "secretary",
    "specialist",
    "stylist",
    "super",
    "superintendent",
    "supervisor",
    "surveyor",
    "svp",
    "evp",
    "teacher",
    "technician",
    "tech",
    "teller",
    "therapist",
    "translator",
    "treasurer",
    "trustee",
    "underwriter",
    "vet",
    "veterinarian",
    "vp",
    "waiter",
    "warden",
    "welder",
    "woman",
    "worker",
    "writer",
    "registrar",
    "conservator",
];

/// Departments that stand for the job: "he's purchasing", "she's OT security", "Dave in IT".
const DEPARTMENTS: &[&str] = &[
    "accounting",
    "accounts",
    "analytics",
    "audit",
    "billing",
    "claims",
    "compliance",
    "contracts",
    "corporate",
    "counsel",
    "data",
    "dispatch",
    "erp",
    "gis",
    "ict",
    "informatics",
    "product",
    "eng",
    "ehs",
    "engineering",
    "facilities",
    "finance",
    "fleet",
    "fulfillment",
    "hr",
    "infosec",
    "infrastructure",
    "innovation",
    "intake",
    "it",
    "legal",
    "localization",
    "logistics",
    "maintenance",
    "marketing",
    "operations",
    "ops",
    "payroll",
    "platform",
    "privacy",
    "procurement",
    "production",
    "purchasing",
    "quality",
    "receiving",
    "risk",
    "safety",
    "sales",
    "scheduling",
    "security",
    "shipping",
    "support",
    "training",
    "treasury",
    "underwriting",
    "warehouse",
];
