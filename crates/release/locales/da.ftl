# Udgivelse.
release-stopped = { $who } har stoppet al udsendelse. { $reason }
release-stopped-next = Beskeden går ud, når der bliver åbnet igen. Haster det, så ring til kommunikationsvagten.
release-is-out = Beskeden er allerede ude
release-is-out-next = Lav en rettelse, hvis der skal stå noget andet. Skal den væk, så tag den ned.
release-no-channel = Der er ingen kanal at udgive på
release-no-channel-next = Vælg en kanal i beskeden.
release-internal-first = Medarbejderne skal høre det først
release-internal-first-next = Udgiv internt, og vent på kommunens frist. Er der fare på færde, så brug en undtagelse.
release-lead-time = Medarbejderne får først lov til at læse. Beskeden kan gå ud kl. { $clock }
release-lead-time-next = Vælg et senere tidspunkt, eller vent.
release-reason-length = Skriv en begrundelse på 10 til 1.000 tegn.
release-no-internal-first = Strategien beder ikke om internt først
release-no-such-exemption = Vælg en af strategiens undtagelser.
release-not-granter = Du kan ikke give lov til at gå uden om internt først
release-not-granter-next = Spørg din chef eller kommunikationsvagten.
release-time-wrong = Vælg et tidspunkt, der ikke er gået, og som ligger inden for to år.
release-note-internal = Udgivet til medarbejderne.
release-note-external = { $channels ->
    [one] Udgivet på én kanal.
   *[other] Udgivet på { $channels } kanaler.
 } { $manual ->
    [0] {""}
    [one] Én tekst venter på, at I kopierer den.
   *[other] { $manual } tekster venter på, at I kopierer dem.
 }
release-note-internal-due = Medarbejderne får besked { $at }.
release-note-external-due = Går ud { $at }.
release-note-cancelled = Udgivelsen er stoppet. Vælg et nyt tidspunkt.
release-note-missed = Tidspunktet er gået, uden at beskeden kom ud. Vælg et nyt.
release-note-restored = Tidspunktet er taget væk, fordi data er hentet fra en kopi. Se efter, om beskeden er ude, og vælg et nyt.
event-release-internal = udgav internt
event-release-external = udgav eksternt
event-release-scheduled = valgte et tidspunkt{ $times }
event-release-cancelled = stoppede udgivelsen
event-release-missed = lod tidspunktet gå, fordi noget var i vejen
event-internal-first-exempted = gav lov til at gå uden om internt først
event-crisis-stop = stoppede eller åbnede for al udsendelse
release-api-releases = Beskedens udgivelser: til hvem, hvornår og på hvilket grundlag
release-api-times = Hvornår beskeden efter planen går til medarbejdere og læsere.
release-api-plan = Planlægger udgivelsen. Medarbejderne får den først, hvor strategien kræver det.
release-api-cancel = Tager de planlagte tider væk.
release-api-exempt = Lader beskeden gå ud, før medarbejderne har hørt den, med en begrundelse.
release-quiet = Strategien vil have ro på det tidspunkt
release-quiet-next = Vælg et tidspunkt fra { $until }.
release-load-full = Modtagerne har fået nok: strategien siger højst { $max } beskeder på { $days } dage
release-load-full-next = Vælg et senere tidspunkt, eller saml beskeden med en anden.
release-load-line = { $name }: { $sent } de sidste { $days } dage, { $coming } på vej. Strategien siger højst { $max }.
release-not-publisher = Du må ikke udgive i { $channel }
release-not-publisher-next = Bed en, der må, om at udgive, eller tag kanalen fra. Strategien siger, hvem det er.
release-closed-channel = Du må ikke selv udgive i { $channel }. Bed en, der må, om det.
release-load-exempt-line = { $name }: { $sent } de sidste { $days } dage, { $coming } på vej. Det er mere end strategiens { $max }, men denne besked må gå alligevel.
release-load-full-line = { $name }: { $sent } de sidste { $days } dage, { $coming } på vej. Det er mere end strategiens { $max }. Kan beskeden vente eller samles med en anden?
release-quiet-now = Det er uden for sendetid. Næste gode tidspunkt er { $until }.
release-only-by-correction = Det, der er ude, ændrer du med en rettelse
release-only-by-correction-next = Lav en rettelse. Så kan læserne se, hvad der er ændret.
release-nothing-out = Beskeden er ikke ude
release-nothing-out-next = Der er intet at tage ned. Er den planlagt, så stop udgivelsen.
release-retract-reason = Skriv på 10 til 1.000 tegn, hvorfor.
release-stop-reason = Skriv på 5 til 500 tegn, hvorfor I stopper.
release-stopped-already = Al udsendelse er stoppet i forvejen
release-not-stopped = Der er åbent for udsendelse
release-note-retracted = { $who } har taget beskeden ned.
release-note-yes-void = Beskeden er taget ned. Den kan kun komme ud igen med et nyt ja.
release-note-missed-next = Vælg et nyt tidspunkt på beskedens side.
event-release-plan-lost = stoppede planen, fordi der ikke længere er et ja
event-release-amended = satte en lille rettelse ind i det, der er ude
event-release-retracted = tog beskeden ned
release-mail-trouble-subject = »{ $title }« går ikke ud som planlagt
release-mail-trouble-text = Beskeden skulle ud { $due }, men det kan den ikke.
release-mail-trouble-next = Se på beskedens side, hvad du kan gøre.
release-mail-trouble-open = Se beskeden
release-mail-trouble-why = Du får mailen, fordi du har skrevet eller planlagt beskeden.
release-stop = Al udsendelse er stoppet
release-stop-by = { $who } stoppede { $when }.
release-stop-not = Nødmeddelelser og det, loven kræver, går ud alligevel.
release-note-held-back = { $who } har holdt beskeden tilbage, fordi den hører til en, der er taget ned.
release-erase-is-out = Beskeden er ude
release-erase-is-out-next = Tag den ned først, eller tag den ned og slet i ét.
release-erased-already = Teksten er slettet
release-erased-already-next = Der er ikke mere at slette.
event-message-erased = slettede teksten
release-mail-told-why = Du får mailen, fordi du har skrevet, planlagt eller skulle sige ja til beskeden.
release-mail-cancelled-subject = Udgivelsen af »{ $title }« er stoppet
release-mail-cancelled-text = { $who } har stoppet udgivelsen, der var sat til { $due }.
release-mail-cancelled-next = Beskeden går først ud, når nogen vælger et nyt tidspunkt.
release-mail-retracted-subject = »{ $title }« er taget ned
release-mail-retracted-text = { $who } har taget beskeden ned. Begrundelsen er: { $reason }
release-mail-retracted-next = Ingen kan se den mere. På siden står, hvem der nåede at få den, og hvad I selv skal rydde op i.
release-mail-erased-subject = Teksten i en besked er slettet
release-mail-erased-text = { $who } har slettet teksten i en besked, som du har skrevet, planlagt eller skulle sige ja til. Begrundelsen er: { $reason }
release-mail-erased-next = Ingen kan se den. Har nogen haft den, står det på siden, hvem det er, og hvad I selv skal rydde op i.
release-mail-held-back-subject = »{ $title }« er holdt tilbage
release-mail-held-back-text = { $who } har holdt beskeden tilbage, fordi den hører til en besked, der er taget ned.
release-mail-held-back-next = Skal den ud alligevel, så bed om et nyt ja.
release-note-superseded = Resten går ikke ud, fordi der er lavet en rettelse.
release-mail-related-subject = Se, om »{ $title }« også skal ned
release-mail-related-text = { $who } har taget en besked ned eller slettet den. »{ $title }« hører sammen med den og er ikke taget med.
release-mail-related-next = Se, om det samme står i den. Så kan I tage den ned eller slette teksten på siden.
release-mail-revived-subject = »{ $title }« gælder igen
release-mail-revived-text = { $who } har taget den besked ned, der sagde, at faren er ovre. Derfor står »{ $title }« igen øverst på forsiden.
release-mail-revived-next = Gælder den ikke, så afblæs den igen, eller tag den ned.
release-mail-revived-why = Du får mailen, fordi du har skrevet beskeden eller har kommunikationsvagten.
release-mail-on-call-why = Du får mailen, fordi du har kommunikationsvagten, og dem, den gælder, er her ikke mere.
release-mail-asked-down-subject = Kan du tage »{ $title }« ned?
release-mail-asked-down-text = { $who } beder om at få den taget ned eller slettet. Begrundelsen er: { $reason }
release-mail-asked-down-next = Du kan gøre det på siden med det samme. Det kræver ikke, at andre siger ja.
release-mail-asked-down-why = Du får mailen, fordi du leder afsenderen eller har vagten.
event-release-asked-down = bad om at få beskeden taget ned
release-asked-down-already = De har lige fået besked
release-asked-down-already-next = Haster det, så ring til dem. Du kan bede om det igen om et kvarter.
release-mail-waits-subject = Resten af »{ $title }« venter
release-mail-waits-text = { $reason ->
    [touched] Teksten er ændret uden om Traad. De mails, der ikke er sendt, venter.
    [cpr] Der ser ud til at stå et CPR-nummer i teksten. De mails, der ikke er sendt, venter.
    [quote] Den, der er citeret, har ikke sagt ja. De mails, der ikke er sendt, venter.
   *[yes] Et ja er trukket tilbage, mens mailene gik ud. De mails, der ikke er sendt, venter.
 }
release-mail-waits-next = { $reason ->
    [touched] Sig det til dem, der driver Traad. Skal resten ikke ud, så tag beskeden ned.
    [cpr] Tag beskeden ned, og lav en ny uden nummeret.
    [quote] Resten går ud af sig selv, når svaret er ja. Skal den ikke ud, så tag beskeden ned.
   *[yes] Bed om et nyt ja. Så går resten ud af sig selv. Skal den ikke ud, så tag den ned.
 }
release-mail-spared-subject = Resten af mailene »{ $title }« bliver ikke sendt
release-mail-spared-text = Der er lavet en rettelse til beskeden. { $reason ->
    [one] Én mail med den gamle tekst er derfor ikke sendt.
   *[other] { $reason } mails med den gamle tekst er derfor ikke sendt.
 }
release-mail-spared-next = Se, hvem der får rettelsen, på dens egen side. Skal flere have den, så vælg det dér.
release-mail-lost-subject = Ikke alle har fået mailen »{ $title }«
release-mail-lost-text = { $reason ->
    [0] Mailen er ikke sendt til nogen, for der er ingen modtagere.
    [retired] En liste, som mailen skulle til, er taget ud af brug. De, der står på den, har ikke fået mailen. Alle andre får den.
    [one] Vi kunne ikke aflevere én mail, eller vi ved ikke, om den er nået frem.
   *[other] Vi kunne ikke aflevere { $reason } mails, eller vi ved ikke, om de er nået frem.
 } { $who ->
    [staff] Det gælder mails til medarbejdere.
   *[readers] Det gælder mails til læsere.
 }
release-mail-lost-next = { $reason ->
    [0] Åbn beskeden, og se, hvem den skulle til.
    [retired] Skal de have den, så skriv en ny besked til dem.
   *[other] Åbn beskeden, og se hvorfor. Den, der må sende ud for enheden, kan sende igen derfra.
 }
release-mail-superseded-subject = »{ $title }« går ikke ud til resten
release-mail-superseded-text = Der er lavet en rettelse til beskeden. Derfor går den oprindelige besked ikke ud { $due }.
release-mail-superseded-next = Se, hvem der får rettelsen, på dens egen side. Skal flere have den, så vælg det dér.
release-api-amend = Lægger en lille rettelse ud, hvor teksten er ude
release-late-quiet = Tidspunktet er passeret, og nu vil strategien have ro. Beskeden går ud { $until }
release-late-quiet-next = Skal den ud før, så vælg et tidspunkt på beskedens side.
release-text-changed = Teksten er ændret, siden du åbnede siden. { $who } har gemt version { $number }
release-text-changed-next = Se den i hver kanal, og send den så. Intet er sendt endnu.
release-plan-changed = Planen er ændret, siden du åbnede siden
release-plan-changed-next = Se, hvornår beskeden går ud nu, og send så igen, hvis du vil noget andet. Intet er ændret endnu.
release-exempt-stopped = Al udsendelse er stoppet, og det, loven kræver, går ud alligevel. Derfor kan kun Kommunikation vælge den grund nu
release-exempt-stopped-next = Ring til kommunikationsvagten, hvis loven kræver, at beskeden går ud nu.
release-not-exempt = Beskeden går ikke uden om internt først
event-internal-first-restored = tog undtagelsen fra internt først tilbage
release-mail-exempted-subject = »{ $title }« går uden om internt først
release-mail-exempted-text = { $who } har valgt, at alle får beskeden på én gang. Begrundelsen er: { $reason }
release-mail-exempted-stop = Beskeden er lovbestemt. Derfor går den ud, også når al udsendelse er stoppet.
release-mail-exempted-next = Er du uenig, så ring til den, der har valgt det. I kan tage undtagelsen tilbage på beskedens side, til den er ude.
release-mail-exempted-why = Du får mailen, fordi du har sagt ja til beskeden eller har vagten.
release-note-erased = { $who } har slettet teksten.
release-corrected = Rettelsen er ude
release-corrected-next = Den oprindelige besked må ikke komme efter den. Skal flere have besked, så send rettelsen til dem.
release-note-plan-erased = Planen er stoppet, fordi teksten er slettet.
release-note-asked-no-more = Der er ikke spurgt om et ja mere.
release-note-yes-gone = Et ja gælder ikke mere. Bed om et nyt, hvis beskeden skal ud.
release-exempt-own = Du har skrevet beskeden, og al udsendelse er stoppet. Derfor kan du ikke selv vælge den grund
release-exempt-own-next = Bed en kollega i Kommunikation om at vælge den.
release-mail-moved-subject = »{ $title }« har fået et andet tidspunkt
release-mail-moved-text = { $who } har valgt et andet tidspunkt. Beskeden går nu ud { $due }.
release-mail-moved-next = Har du sagt ja og passer tiden ikke, så træk dit ja tilbage på siden.
release-yes-changed = Der er sagt ja, eller et ja er trukket tilbage, siden du åbnede siden
release-yes-changed-next = Se, hvornår beskeden går ud nu, og send igen.
release-not-planned = Beskeden har ikke noget tidspunkt at stoppe
release-not-planned-next = Den er ude, stoppet eller taget ned. Se på beskedens side, hvad der er så.
release-down-already = Beskeden er allerede taget ned
release-down-already-next = Stod der noget personligt i den, kan du slette teksten her på siden.
release-asked-down-often = Du har bedt om mange i den seneste time
release-asked-down-often-next = Ring til en af dem, og fortæl, hvilke beskeder det gælder.
