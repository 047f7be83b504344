//! Briefs of whole dossiers.

pub(crate) mod gold;

#[cfg(test)]
mod read_aloud {
    use super::gold;
    use crate::brief::limits;

    #[test]
    fn print() {
        for case in gold::cases(&std::env::var("CASE").unwrap_or("train-01".into())) {
            let dossier = gold::dossier(&case);
            let extraction = gold::extraction(&case.gold, &dossier.transcripts[0]);
            let brief = gold::brief(&dossier, &extraction);
            println!("\n=== {} {:?}", case.gold.id, limits::measure(&brief));
            println!(
                "{}",
                crate::brief::render::terminal::render(
                    &brief,
                    &crate::brief::render::terminal::Style { columns: 100, colour: false, evidence: false }
                )
            );
        }
    }
}
