# Bemærkninger fra tjekket. Hver nøgle er reglens navn.
check-title-missing = Skriv en overskrift.
check-title-long = Overskriften er på { $length } tegn. Gør den kortere end { $limit }, så den kan ses på en telefon.
check-main-point-missing = Skriv hovedbudskabet: det vigtigste først.
check-main-point-long = Hovedbudskabet er på { $length } tegn. Gør det kortere end { $limit }.
check-body-missing = Skriv en tekst.
check-contact-missing = Skriv, hvem man kan spørge.
check-contact-unreachable = Skriv et telefonnummer eller en e-mail, så man kan få fat i kontaktpersonen.
check-decision-decision-missing = Skriv, hvad der er besluttet.
check-decision-reason-missing = Skriv grunden til beslutningen.
check-decision-intention-missing = Skriv, hvad man vil opnå med beslutningen.
check-decision-legal-basis-missing = Skriv, hvilken lov eller hvilket dagsordenspunkt beslutningen bygger på.
check-internal-channel-missing = Vælg en intern kanal. Medarbejderne skal høre det først.
check-internal-text-missing = Skriv til medarbejderne, hvad det betyder for dem. De skal høre det først.
check-channel-missing = Vælg mindst én kanal til modtagerne.
check-limit-images = Teksten til { $channel } har { $number } billeder. Der er plads til { $limit }.
check-deadline-passed = Planen ville have den ud senest { $day }. Skal den stadig ud, eller vil du flytte planen?
check-theme-missing = Vælg det tema i kernefortællingen, som beskeden hører til.
check-assessment-missing = Sagen har ingen kommunikationsvurdering. Lav en, og knyt beskeden til planen.
check-balance = De seneste { $n } beskeder fra enheden fortæller kun det ene: { $side ->
    [good] det, der går godt
   *[hard] det, der er svært
 }. Er der også noget andet at fortælle?
check-across-fields = Emnet hører også til andre enheder: { $units }. Skal de have besked?
check-limit-exceeded = Teksten til { $channel } er på { $length } tegn. Der er plads til { $limit }.
check-limit-recommended = Teksten til { $channel } er på { $length } tegn. Den virker bedst under { $limit }.
check-topic-missing = Vælg mindst ét emne. Ellers er der ingen, der får nyhedsbrevet.
check-goal-missing = Vælg det mål i strategien, som beskeden arbejder for.
check-alt-text-missing = Beskriv billedet for dem, der ikke kan se det. Eller marker det som pynt.
check-link-text-empty = Linket »{ $text }« siger ikke, hvor det fører hen. Skriv det med ord.
check-link-tracking = Linket »{ $text }« går gennem en tjeneste, der holder øje med, hvem der klikker. Find siden i browseren, og sæt dens egen adresse ind.
check-link-personal = Adressen »{ $text }« har noget i sig, der viser, hvem der har fået den eller klikket på den. Find siden i browseren, og sæt dens egen adresse ind.
check-link-shared = Linket »{ $text }« fører til en delt fil, som læserne ikke kan åbne. Læg filen på hjemmesiden, og link til den dér.
check-link-closed = Linket »{ $text }« fører til en side, som kun medarbejdere kan åbne. Sæt hele adressen på en side ind, som alle kan se.
check-heading-order = En lille overskrift skal stå under en større.
check-heading-missing = Teksten er på { $words } ord og har ingen overskrifter. Sæt et par ind, så læseren kan finde vej.
check-role-missing = Vælg den rolle, kommunen taler i.
check-role-channel = I rollen { $role } bruger I sjældent { $channel }. Det er et råd, ikke en regel.
check-role-sender = { $unit } er sjældent afsender i rollen { $role }. Det er et råd, ikke en regel.
check-cpr = { $stands ->
    [address] Adressen på et link eller et billede rummer noget, der ligner et CPR-nummer. Det må ikke komme ud. Skift adressen.
   *[text] Her ser ud til at stå et CPR-nummer. Det må ikke komme ud. Slet det.
}
check-lix-high = Teksten har lixtal { $lix }. Målet er højst { $target }. Prøv med kortere ord og sætninger.
check-other-language = Teksten ser ud til at være på { $guessed ->
    [en] engelsk
   *[other] dansk
}. Vælg det under »Sprog«, så bliver den tjekket.
check-house-word = Vi skriver »{ $write }« i stedet for »{ $found }«.
check-not-waivable = Den bemærkning kan ikke stå
check-not-waivable-next = Ret teksten i stedet.
check-reason-length = Skriv en begrundelse på 10 til 1.000 tegn.
check-note-stopping = { $n ->
    [one] Der er én ting at rette.
   *[other] Der er { $n } ting at rette.
 }
check-note-clear = { $advice ->
    [0] Ingen bemærkninger. Lixtal { $lix }.
    [one] Ét råd. Lixtal { $lix }.
   *[other] { $advice } råd. Lixtal { $lix }.
 }
event-edition-checked = tjekkede teksten
event-finding-waived = lod et fund stå med en begrundelse
check-api-runs = Hvad tjekkene fandt i beskeden
check-nothing-to-waive = Reglen har ikke fundet noget i den seneste version
check-nothing-to-waive-next = Se, hvad tjekket fandt sidst.
check-api-waivers = Hvad der må blive stående, og hvorfor
check-api-waive = Lader et fund stå med en begrundelse.
# Håndbogen over sprogtjekkets regler.
check-rules-title = Sådan tjekker vi sproget
check-rules-lead = { $n ->
    [one] Her er den ene regel, som sprogtjekket leder efter, med grund og eksempler.
   *[other] Her er de { $n } regler, som sprogtjekket leder efter, med grund og eksempler. Et råd er kun et råd: Det er dig, der kender læseren.
 }
check-rules-found = Det finder reglen
check-rules-fine = Det er i orden
check-rules-words = Ord og forslag
check-rules-avoid = I stedet for
check-rules-use = Skriv
check-rules-source = Kilde:
check-level-error = Fejl
check-level-warning = Advarsel
check-level-hint = Råd
check-level-off = Slået fra
check-category-spelling = Stavning
check-category-officialese = Kancellisprog
check-category-passive = Passiv
check-category-nominal = Tunge navneord
check-category-sentence = Sætninger og afsnit
check-category-words = Ordvalg
check-category-format = Tal, datoer og beløb
check-category-structure = Breve og afgørelser
check-category-accessibility = Tilgængelighed
check-category-tone = Tone
check-category-inclusive = Inkluderende sprog
check-category-channel = Kanaler
check-word-wrong = Skriv ét ord på højst { $max } tegn, uden mellemrum.
check-words-full = Listen er fuld: Der er plads til { $max } ord. Tag nogle ud først.
check-word-added = »{ $word }« er på ordlisten nu.
check-words-title = Kommunens ordliste
check-words-lead = Ord, som er rigtige hos os, selv om de ikke står i ordbogen: navne, steder, ordninger og fagord. Stavetjekket lader dem være.
check-words-new = Nyt ord
check-words-new-hint = Skriv ordet med den rigtige stavemåde. Så er det også rigtigt med ejefalds-s.
check-words-add = Føj til listen
check-words-none = Der er ingen ord på listen endnu.
check-words-others = Kommunikationsafdelingen holder listen. Mangler der et ord, så skriv til den.
check-words-word = Ord
check-words-by = Sat på af
check-words-remove = Tag ud
event-word-added = satte et ord på ordlisten
event-word-removed = tog et ord af ordlisten
check-api-language = Tjekker en tekst og fortæller alt, hvad sprogtjekket finder.
check-api-choice = { $field } skal være et af disse ord: { $known }.
check-words-all = Ordene på listen
check-codex = Kodekset i tjekket
check-codex-lead = Kommunens kodeks for god kommunikation er også tjekkets indstillinger. Her står, hvilke regler der bærer hvert punkt, og hvem der ser efter det, som intet program kan se.
check-codex-none = Det kan programmet ikke se i en tekst.
check-codex-own = Programmet ser efter det uden om sprogreglerne
check-codex-blocking = Ret fejlene, eller skriv en grund, før du beder om godkendelse.
check-codex-advice = Det er råd.
check-codex-note = Det er til orientering.
check-seen-to-by-program = Programmet ser efter det.
check-seen-to-by-author = Forfatteren ser efter det.
check-seen-to-by-manager = Lederen ser efter det.
check-seen-to-by-guide = Det står i vejledninger og kurser.
check-seen-to-by-colleague = En kollega læser med.
check-codex-not-yet = Ingen regel i tjekket bærer det endnu.
check-word-added-done = Ordet står nu på kommunens ordliste.
check-word-removed-done = Ordet er taget af ordlisten.
