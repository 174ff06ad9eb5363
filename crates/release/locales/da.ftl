# Udgivelse.
release-stopped = Alt er stoppet lige nu
release-stopped-next = Kommunikation har stoppet al udsendelse. Spørg kommunikationsvagten.
release-is-out = Denne version er allerede ude
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
release-note-cancelled = Tidspunktet er taget væk.
release-note-missed = Tidspunktet er gået, uden at beskeden kom ud. Vælg et nyt.
release-note-restored = Tidspunktet er taget væk, fordi data er hentet fra en kopi. Se efter, om beskeden er ude, og vælg et nyt.
event-release-internal = udgav internt
event-release-external = udgav eksternt
event-release-scheduled = valgte et tidspunkt
event-release-cancelled = tog tidspunktet væk
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
release-quiet-now = Strategien vil gerne have ro lige nu. Næste gode tidspunkt er { $until }.
