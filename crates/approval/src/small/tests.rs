//! Pairs that are small and pairs that never are, in both languages. Whoever finds one judged wrongly adds it here.

use super::*;
use db::Id;
use plain_language::{Dictionary, Language, Rules};
use std::sync::Once;

static PACKS: Once = Once::new();

/// The dictionaries that `bin/setup` makes.
fn load_packs() {
    PACKS.call_once(|| {
        let checker = |language: Language| {
            let pack =
                format!("{}/../../share/language/{}.words", env!("CARGO_MANIFEST_DIR"), language.word());
            let bytes = std::fs::read(&pack).unwrap_or_else(|error| panic!("{pack}: {error}; run bin/setup"));
            Checker::new(Rules::built_in_for(language).unwrap(), Some(Dictionary::load(&bytes).unwrap()))
        };
        check::use_language(checker(Language::Da));
        check::use_english(checker(Language::En));
    });
}

fn strategy() -> Strategy {
    strategy::read(include_bytes!("../../../../strategies/sundby.toml"), "sundby.toml").unwrap()
}

fn classes_with(
    language: Lang,
    house: &str,
    change: &dyn Fn(&mut Content, &str),
    (old, new): (&str, &str),
) -> Option<Vec<SmallClass>> {
    load_packs();
    let content = |text: &str| {
        let mut content = Content::new(Id::fixed(1, [0; 10]));
        content.language = language;
        change(&mut content, text);
        content
    };
    small_corrections(&content(old), &content(new), &strategy(), &House::parse(house))
}

fn body(content: &mut Content, text: &str) {
    content.body = Doc::from_markdown(text).unwrap();
}

fn of_all(language: Lang, cases: &[(&str, &str)], is_right: impl Fn(Option<&[SmallClass]>) -> bool) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|case| (case, classes_with(language, "", &body, *case)))
        .filter(|(_, classes)| !is_right(classes.as_deref()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const SMALL: &[(&str, &str)] = &[
    ("Vejen er lukket\n\nVi åbner igen.", "Vejen er lukket.\n\nVi åbner igen."),
    ("Vejen er lukket\n\n## Vi åbner igen", "Vejen er lukket.\n\n## Vi åbner igen"),
    ("Vi har en komunal plan.", "Vi har en kommunal plan."),
    ("Det er komunens egen vej.", "Det er kommunens egen vej."),
    ("Vejen er lukekt i dag.", "Vejen er lukket i dag."),
    ("Vi bygger en ny sklole her.", "Vi bygger en ny skole her."),
    ("Læs mere på hjememsiden i dag.", "Læs mere på hjemmesiden i dag."),
    ("Alle brogere er velkomne.", "Alle borgere er velkomne."),
    ("Vi holder et borgerømde om planen.", "Vi holder et borgermøde om planen."),
    ("Vi lukker for biblotekets dør.", "Vi lukker for bibliotekets dør."),
    ("Byrådet har behandlet insptillingen.", "Byrådet har behandlet indstillingen."),
    ("Her er en oversgit over veje.", "Her er en oversigt over veje."),
    ("Du kan sende ansgøningen i dag.", "Du kan sende ansøgningen i dag."),
    ("Arbejdet for medarbjederne begynder.", "Arbejdet for medarbejderne begynder."),
    ("Vi glæder os til at se dig", "Vi glæder os til at se dig."),
    ("Vi glæder os til at se dig.", "Vi glæder os til at se dig"),
    ("Det er **vigtigt** at læse", "Det er **vigtigt** at læse."),
    ("[Læs planen](https://x.dk/a)", "[Læs planen](https://x.dk/b)"),
    ("[Læs planen](/archive)", "[Læs planen](/news/planen)"),
    ("![En vej](media:abc)", "![En vej i regn](media:abc)"),
    ("Vi åbner en ny insitution her.", "Vi åbner en ny institution her."),
    ("## Ny komunal plan", "## Ny kommunal plan"),
    ("Medarbjederne har ferie.", "Medarbejderne har ferie."),
    ("Vejen er lukket. Bibloteket har åbent.", "Vejen er lukket. Biblioteket har åbent."),
    ("Kom i dag! Sklolen har ferie.", "Kom i dag! Skolen har ferie."),
    ("**Husk:** Vi har en komunal plan.", "**Husk:** Vi har en kommunal plan."),
    ("Du kan sende en ansøgnign nu.", "Du kan sende en ansøgning nu."),
    ("Her er nye åbningstidre i dag.", "Her er nye åbningstider i dag."),
    ("Parkeirng er forbudt her.", "Parkering er forbudt her."),
    ("Byen har et nyt bibliotke nu.", "Byen har et nyt bibliotek nu."),
];

const SMALL_ENGLISH: &[(&str, &str)] = &[
    ("We have a municpal plan.", "We have a municipal plan."),
    ("The libary opens today.", "The library opens today."),
    ("You will recieve a letter.", "You will receive a letter."),
    ("Please send the docuemnt to us.", "Please send the document to us."),
    ("We look forward to seeing you", "We look forward to seeing you."),
    ("The goverment has a plan.", "The government has a plan."),
];

const NEVER: &[(&str, &str)] = &[
    ("Du må ikke\n\nkøre på vejen.", "Du må ikke.\n\nkøre på vejen."),
    ("Du må ikke\n\n- køre\n- gå", "Du må ikke.\n\n- køre\n- gå"),
    ("Du må ikke\n\n[køre](https://sundby.example)", "Du må ikke.\n\n[køre](https://sundby.example)"),
    ("Der kommer færre busser.", "Der kommer flere busser."),
    ("Ansøgningen afslås af udvalget.", "Ansøgningen anslås af udvalget."),
    ("Ansøgningen afslås.", "Ansøgningen opslås."),
    ("Vejen er lukekt i dag", "Vejen er lukekt, i dag"),
    ("Hæng ham ikke, vent", "Hæng ham, ikke vent"),
    ("Kom, spis bedstemor", "Kom spis bedstemor"),
    ("Vi lukker ikke, vejen åbner", "Vi lukker, ikke vejen åbner"),
    ("Vejen er lukket 9. maj.", "Vejen er lukket 8. maj."),
    ("Det koster 100 kr.", "Det koster 1000 kr."),
    ("Det koster ١٠٠ kr.", "Det koster ٢٠٠ kr."),
    ("Det er lovligt at parkere.", "Det er ulovligt at parkere."),
    ("Du må ikke parkere.", "Du må parkere."),
    ("Du kan parkere.", "Du skal parkere."),
    ("Vejen åbner mandag.", "Vejen åbner tirsdag."),
    ("Han hedder Jensen.", "Han hedder Jansen."),
    ("Han hedder Jensne.", "Han hedder Jensen."),
    ("Chefen siger: »Vi lytter til naboerne.«", "Chefen siger: »Vi lytter til naboernne.«"),
    ("Chefen siger: 'Vi har en komunal plan.'", "Chefen siger: 'Vi har en kommunal plan.'"),
    ("> Vi har en komunal plan.", "> Vi har en kommunal plan."),
    ("Vejen bliver lukket.", "Vejen bliver lukker."),
    ("Ordningen er gratis.", "Ordningen er dyr."),
    ("Vi ses.", "Vi ses.\n\nHusk kaffe."),
    ("Tekst her.", "**Tekst her.**"),
    ("Gebyret er halvtreds kroner.", "Gebyret er halvfems kroner."),
    ("Vi har en kommune plan.", "Vi har en kommuneplan."),
    ("Vi har en kommuneplan.", "Vi har en kommune plan."),
    ("komunens borgere.", "Komunens borgere."),
    ("vi ses.", "Vi ses."),
    ("Vi har en kommunal plan.", "Vi har en komunal plan."),
    ("Vi har en komunal plan.", "Vi har en komuunal plan."),
    ("Vi har en komunal plan.", "Vi har en regional plan."),
    ("Vi lukker vejen", "Vi lukker vejen!"),
    ("Lukker vi vejen?", "Lukker vi vejen."),
    ("Vi lukker. Vejen åbner", "Vi lukker Vejen åbner"),
    ("Vent her **ikke nu**", "Vent her. **ikke nu**"),
    ("Vi ses den 9", "Vi ses den 9."),
    ("Boligen nedlægges.", "Boligen nedlagdes."),
    ("Taksten hæves.", "Taksten hædes."),
    ("Prisen stiger for beboerne.", "Prisen stiger for beboere."),
    ("Støtten bevares i planen.", "Støtten bevilges i planen."),
    ("Skolen samles på Nordvej.", "Skolen samles på Sydvej."),
    ("Vejen spærres for biler.", "Vejen spares for biler."),
    ("Byggeriet begynder snart.", "Byggeriet begynder sent."),
    ("[Læs planen](https://x.dk/a)", "[Læs planen](https://y.dk/a)"),
    ("[Læs planen](https://x.dk/a)", "[Læs klagen](https://x.dk/a)"),
    ("[Skriv](mailto:a@x.dk)", "[Skriv](mailto:b@y.dk)"),
    ("[Ring](tel:+4555000001)", "[Ring](tel:+4555000002)"),
    ("[Læs](/a)", "[Læs](mailto:b@y.dk)"),
    ("![En vej](media:abc)", "![](media:abc)"),
    ("![En vej](media:abc)", "![En vej](media:abd)"),
    ("## Ny plan", "### Ny plan"),
    ("- Vi har en komunal plan.", "- Vi har en kommunal plan."),
    ("Du får aldirg svar.", "Du får aldrig svar."),
    ("Du får et brev med postne.", "Du får et brev med posten."),
    ("Vi har brug for din informationn i dag.", "Vi har brug for din information i dag."),
    ("Vejen er lukkte i dag.", "Vejen er lukket i dag."),
    ("Jensne har ferie i dag.", "Jensen har ferie i dag."),
    ("Skriv til dr. Mølelr i dag.", "Skriv til dr. Møller i dag."),
    ("Se på Sklolen i dag.", "Se på Skolen i dag."),
    ("Sklolen har ferie.", "skolen har ferie."),
    ("SKLOLEN har ferie.", "SKOLEN har ferie."),
    ("Borgerre får et brev.", "Borgerne får et brev."),
    ("Vi lægger ny asfaltn her.", "Vi lægger ny asfalten her."),
    ("Ansøgningen bortfaldr i dag.", "Ansøgningen bortfalder i dag."),
    ("Aldirg er vejen lukket.", "Aldrig er vejen lukket."),
    ("Du skla betale.", "Du skal betale."),
];

const NEVER_ENGLISH: &[(&str, &str)] = &[
    ("The road is never closed.", "The road is newer closed."),
    ("You can park here.", "You cannot park here."),
    ("The price is lower.", "The price is lover."),
    ("It is legal to park.", "It is illegal to park."),
    ("There are fewer buses.", "There are newer buses."),
    ("The plan is adopted.", "The plan is adapted."),
    ("The application was excepted.", "The application was accepted."),
    ("Let us eat, children", "Let us eat children"),
    ("You nevre pay.", "You never pay."),
    ("It opens on Monday.", "It opens on Sunday."),
];

#[test]
fn what_is_small() {
    of_all(Lang::Da, SMALL, |classes| classes.is_some());
    of_all(Lang::En, SMALL_ENGLISH, |classes| classes.is_some());
    assert!(SMALL.len() + SMALL_ENGLISH.len() >= 20);
}

#[test]
fn what_is_never_small() {
    of_all(Lang::Da, NEVER, |classes| classes.is_none());
    of_all(Lang::En, NEVER_ENGLISH, |classes| classes.is_none());
    assert!(NEVER.len() + NEVER_ENGLISH.len() >= 50);
}

#[test]
fn each_change_has_its_class() {
    use SmallClass::{ImageDescription, Punctuation, SameHostLink, Spelling};
    for (case, class) in [
        (("Vi har en komunal plan.", "Vi har en kommunal plan."), Spelling),
        (("Vi ses i morgen", "Vi ses i morgen."), Punctuation),
        (("[Læs planen](https://x.dk/a)", "[Læs planen](https://x.dk/b)"), SameHostLink),
        (("![En vej](media:abc)", "![En vej i regn](media:abc)"), ImageDescription),
    ] {
        assert_eq!(classes_with(Lang::Da, "", &body, case), Some(vec![class]), "{case:?}");
    }
}

/// Words are judged in the language of their field, and with the words of the house.
#[test]
fn a_word_is_judged_where_it_stands() {
    let internal = |content: &mut Content, text: &str| content.internal_text = text.to_owned();
    let title = |content: &mut Content, text: &str| content.title = text.to_owned();
    let case = ("Vi har en komunal plan", "Vi har en kommunal plan");
    assert!(classes_with(Lang::En, "", &internal, case).is_some(), "what staff read first is Danish");
    assert!(classes_with(Lang::En, "", &title, case).is_none());
    assert!(classes_with(Lang::Da, "", &title, case).is_some());
    assert!(classes_with(Lang::Da, "komunal", &title, case).is_none(), "the house writes it so");
}

#[test]
fn another_field_is_never_small() {
    let old = Content::new(Id::at(1));
    let phone = |content: &mut Content| content.contact.phone = "55 00 00 01".to_owned();
    let variant = |content: &mut Content| _ = content.variants.insert("sms".to_owned(), "Hej.".to_owned());
    let channel = |content: &mut Content| content.channels.push("sms".to_owned());
    for change in [&phone as &dyn Fn(&mut Content), &variant, &channel] {
        let mut new = old.clone();
        change(&mut new);
        assert_eq!(small_corrections(&old, &new, &strategy(), &House::default()), None);
    }
}
