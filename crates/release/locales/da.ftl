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
release-note-internal = Medarbejderne har fået besked.
release-note-external = { $channels ->
    [one] Ude på én kanal.
   *[other] Ude på { $channels } kanaler.
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
event-release-scheduled = valgte et tidspunkt
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
release-retract-reason = Skriv på 10 til 1.000 tegn, hvorfor beskeden skal ned.
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
