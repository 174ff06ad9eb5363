//! What a text is like in figures: a signpost, shown with what it was in the edition before (M3).

use crate::run::kind;
use db::{AsConn, Id, Json, run};
use message::Content;
use plain_language::{Block, BlockKind, Document, House, TextType};
use serde::{Deserialize, Serialize};

/// The figures of a text. Of running text: headings, descriptions of pictures and signatures are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// LIX, rounded.
    pub lix: u32,
    /// Words.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
    /// Words in a sentence, on average.
    pub sentence_words: f64,
    /// Sentences of more than 25 words.
    pub long_sentences: u32,
    /// Passives in -s and with "blive".
    pub passives: u32,
    /// Nouns that hide a verb: "vurdering", "anvendelse".
    pub nominalisations: u32,
}

/// The figures of the text that readers get; nothing for a text without words.
#[must_use]
pub fn figures(content: &Content, house: &House) -> Option<Figures> {
    let parts: Vec<(BlockKind, String)> = std::iter::once((BlockKind::Paragraph, content.main_point.clone()))
        .chain(content.body.blocks_text().filter_map(|part| Some((kind(part.kind)?, part.text))))
        .collect();
    let blocks: Vec<Block<'_>> = parts.iter().map(|(kind, text)| Block { kind: *kind, text }).collect();
    let document = Document { kind: TextType::Web, blocks: &blocks };
    let stats = crate::checker(content.language).stats(document, house);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (stats.words > 0).then(|| Figures {
        lix: stats.lix,
        words: count(stats.words),
        sentences: count(stats.sentences),
        sentence_words: stats.sentence_words,
        long_sentences: count(stats.sentences_over_25),
        passives: count(stats.s_passives + stats.blive_passives),
        nominalisations: count(stats.nominalisations),
    })
}

/// The figures of the edition before one, where that was checked.
///
/// # Errors
/// When the database fails.
pub async fn figures_before(conn: &mut impl AsConn, edition: Id) -> db::Result<Option<Figures>> {
    let found: Option<Option<Json<Figures>>> = run!(
        conn,
        scalar Option<Json<Figures>>,
        "select c.figures
         from edition e
         join edition before on before.message_id = e.message_id and before.number < e.number
         join check_run c on c.edition_id = before.id
         where e.id = $1 order by before.number desc, c.id desc limit 1",
        [edition] => fetch_optional
    )?;
    Ok(found.flatten().map(|figures| figures.0))
}
