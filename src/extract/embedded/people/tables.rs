//! Words of jobs and departments, and the words that end a title.

/// Nouns that head a job title.
pub(super) const TITLE_HEADS: &[&str] = &[
    "accountant", "administrator", "adjuster", "adviser", "advisor", "agent", "analyst", "apprentice", "architect", "assistant",
    "associate", "attorney", "auditor", "bookkeeper", "boss", "broker", "buyer", "captain", "cashier", "ceo", "cfo", "chair",
    "chairman", "chairwoman", "chef", "chief", "cio", "ciso", "clerk", "cmo", "co-owner", "co-founder", "coach", "controller",
    "comptroller", "contractor", "coo", "coordinator", "counsel", "cro", "cso", "cto", "cpo", "dean", "dentist", "deputy", "designer",
    "developer", "director", "dispatcher", "dockmaster", "doctor", "dpo", "driver", "editor", "electrician", "engineer", "estimator",
    "exec", "executive", "farmer", "fella", "foreman", "founder", "girl", "gm", "guy", "guru", "head", "hygienist", "intern",
    "inspector", "janitor", "lady", "lawyer", "lead", "leader", "librarian", "manager", "man", "md", "mechanic", "mlro", "nurse",
    "officer", "operator", "owner", "paralegal", "partner", "person", "pharmacist", "physician", "planner", "president", "principal",
    "producer", "programmer", "provost", "psychologist", "rep", "receptionist", "recruiter", "representative", "researcher", "salesman",
    "scheduler", "scientist", "secretary", "specialist", "stylist", "super", "superintendent", "supervisor", "surveyor", "svp", "evp",
    "teacher", "technician", "tech", "teller", "therapist", "translator", "treasurer", "trustee", "underwriter", "vet", "veterinarian",
    "vp", "waiter", "warden", "welder", "woman", "worker", "writer", "registrar", "conservator",
];

/// Departments that stand for the job: "he's purchasing", "she's OT security", "Dave in IT".
pub(super) const DEPARTMENTS: &[&str] = &[
    "accounting", "accounts", "analytics", "audit", "billing", "claims", "compliance", "contracts", "corporate", "counsel",
    "data", "dispatch", "ehs", "engineering", "facilities", "finance", "fleet", "fulfillment", "hr", "infosec", "infrastructure",
    "innovation", "intake", "it", "legal", "localization", "logistics", "maintenance", "marketing", "operations", "ops", "payroll",
    "platform", "privacy", "procurement", "production", "purchasing", "quality", "receiving", "risk", "safety", "sales", "scheduling",
    "security", "shipping", "support", "training", "treasury", "underwriting", "warehouse",
];

/// Words that no title holds.
pub(super) const TITLE_STOPS: &[&str] = &[
    "a", "about", "actually", "after", "again", "all", "also", "always", "am", "an", "and", "any", "anything", "are", "as", "asked",
    "asks", "at", "back", "be", "because", "been", "before", "but", "by", "called", "came", "can", "comes", "could", "did", "do", "does",
    "doing", "every", "everything", "for", "from", "get", "gets", "go", "goes", "going", "gonna", "got", "had", "has", "have", "he",
    "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it's", "its", "just", "kind", "knows", "let", "like", "made",
    "makes", "maybe", "me", "might", "much", "my", "never", "no", "not", "now", "of", "off", "on", "one", "only", "or", "our", "out",
    "over", "really", "right", "said", "says", "she", "should", "sign", "signs", "so", "some", "still", "than", "that", "the", "their",
    "them", "then", "there", "they", "this", "to", "too", "took", "two", "up", "us", "very", "want", "wants", "was", "we", "well", "went",
    "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you",
];

/// Nouns of deciding bodies.
pub(super) const BODIES: &[&str] = &[
    "board", "council", "committee", "partners", "owners", "trustees", "shareholders", "commissioners", "supervisors", "selectmen", "leadership",
    "investors", "headquarters", "directors", "commission",
];

/// Words before those nouns that make something else of them.
pub(super) const BODY_MODIFIERS_NOT: &[&str] = &[
    "white", "murder", "job", "message", "bulletin", "circuit", "cutting", "score", "on", "across", "full", "other", "shift", "business", "channel",
    "delivery", "trading", "home", "house", "boat", "dog", "pet", "system", "process", "property", "our", "their", "your",
];
