//! Words that stand beside names of people, and words that stand beside names of things.

/// Verbs whose subject is a person.
pub(super) const PERSON_VERBS: &[&str] = &[
    "agrees", "approves", "asked", "asks", "ask", "believes", "brings", "brought", "built", "calls", "came", "carries", "caught",
    "checks", "comes", "complains", "counts", "decides", "decide", "does", "emailed", "emails", "figured", "found", "gets", "goes",
    "got", "handles", "hates", "hate", "heard", "hears", "hired", "joined", "keeps", "kept", "knew", "knows", "know", "left", "likes",
    "like", "listens", "looks", "look", "loves", "love", "manages", "needs", "owns", "picks", "prefers", "prints", "put", "puts", "reads",
    "read", "reports", "retired", "retires", "reviews", "runs", "said", "saw", "say", "says", "sees", "see", "sends", "sent", "showed", "signed", "signs",
    "sign", "spends", "takes", "talked", "talks", "texted", "thinks", "think", "told", "took", "tries", "types", "wants", "want", "went", "works",
    "worries", "writes", "wrote",
];

/// Words after which a person follows.
pub(super) const BEFORE_PERSON: &[&str] = &[
    "ask", "asked", "asking", "tell", "telling", "told", "email", "emailed", "text", "texted", "copy", "cc", "loop", "looping", "invite", "convince",
    "meet", "met", "hire", "hired", "poor", "thank", "talking", "grab", "pull", "see", "saw", "call", "called", "remind", "bother", "blame", "let", "named",
];

/// Words after which a place follows.
pub(super) const PLACE_PREPOSITIONS: &[&str] = &[
    "in", "at", "near", "outside", "into", "through", "toward", "around", "across", "down", "up", "downtown", "greater", "past", "san", "los", "las", "santa", "fort", "saint", "new", "north", "south", "east", "west",
];

/// Words after which a product or a company follows.
pub(super) const BEFORE_THING: &[&str] = &[
    "use", "used", "using", "uses", "run", "running", "on", "onto", "bought", "buy", "buying", "via", "against", "between", "called", "dropped",
    "replace", "replaced", "switched", "pay", "paying", "of",
];

/// Words that end the name of a company, a place or a thing.
pub(super) const ORG_WORDS: &[&str] = &[
    "inc", "llc", "ltd", "corp", "gmbh", "company", "co", "county", "city", "town", "township", "bank", "street", "road", "avenue", "tower", "terrace",
    "plaza", "center", "centre", "school", "university", "college", "hospital", "clinic", "church", "airport", "beach", "valley", "lake", "river", "park",
    "hills", "springs", "falls", "systems", "software", "solutions", "partners", "group", "services", "engineering", "industries", "technologies",
    "logistics", "health", "insurance", "capital", "foods", "brothers", "sons", "cloud", "pro", "conference", "expo", "show", "board", "office",
    "state", "people", "kong",
];

/// Family.
pub(super) const KIN: &[&str] = &[
    "wife", "husband", "son", "daughter", "kid", "brother", "sister", "mother", "father", "mom", "mum", "dad", "cousin", "nephew", "niece", "uncle", "aunt",
    "grandmother", "grandfather", "grandma", "grandpa", "brother-in-law", "sister-in-law", "father-in-law", "mother-in-law", "daughter-in-law",
    "son-in-law", "stepson", "partner's", "girlfriend", "boyfriend", "neighbor",
];

/// Nouns for somebody.
pub(super) const PERSON_NOUNS: &[&str] = &[
    "guy", "man", "woman", "girl", "lady", "fella", "fellow", "kid", "boy", "person", "somebody", "someone", "gentleman", "friend",
];
