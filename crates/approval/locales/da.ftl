# Godkendelse.
approval-nav = Godkend
approval-queue-title = { $n ->
    [0] Intet venter på dig
    [one] Én besked venter på dit ja
   *[other] { $n } beskeder venter på dit ja
 }
approval-queue-empty = Når nogen beder om dit ja, får du en mail, og beskeden står her.
approval-asked-by = { $who } spurgte { $when }
approval-page-title = Godkend: { $title }
approval-changed = Ændret, siden sidste ja
approval-as-readers = Sådan ser læserne den
approval-decision = Beslutning
approval-reason = Hvorfor
approval-intention = Det vil vi opnå
approval-legal-basis = Bygger på
approval-contact = Spørgsmål?
approval-staff-first = Medarbejderne læser først
approval-why = Hvem siger ja, og hvorfor
approval-met = sagt ja
approval-open = mangler
approval-lix = Lixtal { $lix }.
approval-advice = Der er råd til teksten.
approval-findings = { $n ->
    [one] Se ét råd
   *[other] Se { $n } råd
 }
approval-said-yes = Har sagt ja
approval-by-telephone = i telefonen
approval-you-wrote = Du har selv skrevet med på teksten. Derfor skal en anden sige ja.
approval-others-first = Andre skal svare først. Du får en mail, når det er din tur.
approval-approve = Godkend
approval-give-back = Send tilbage
approval-give-back-send = Send tilbage med kommentaren
approval-comment = Hvad skal ændres?
approval-ring = Ring til { $who }
approval-you-said-yes = Du har sagt ja.
approval-withdraw = Træk dit ja tilbage
approval-is-closed = Her er ikke mere at svare på.
approval-see-thread = Se forløbet
approval-telephone = Fik du et ja i telefonen?
approval-telephone-who = Hvem sagde ja?
approval-telephone-note = Hvad blev der sagt?
approval-telephone-save = Skriv ja'et ned
approval-put-right = { $n ->
    [one] Én ting skal rettes, før du kan bede om godkendelse
   *[other] { $n } ting skal rettes, før du kan bede om godkendelse
 }
approval-put-right-next = Gå tilbage til teksten. Der står, hvad der mangler.
approval-nobody = Ingen må sige ja til denne besked
approval-nobody-next = Den, der skal, har selv skrevet med, eller posten er tom. Tal med Kommunikation.
approval-asked-already = Der er allerede bedt om godkendelse af denne version
approval-asked-already-next = Vent på svar, eller ring til dem, der er spurgt.
approval-not-asked = Ingen er spurgt om denne besked
approval-not-asked-next = Bed om godkendelse først.
approval-other-edition = Teksten er ændret, siden der blev sagt ja
approval-other-edition-next = Bed om godkendelse igen.
approval-was-returned = Beskeden er sendt tilbage
approval-was-returned-next = Ret teksten, og bed om godkendelse igen.
approval-incomplete = Der mangler stadig et ja
approval-incomplete-next = Vent på svar, eller ring til dem, der er spurgt.
approval-own-text = Man kan ikke godkende sin egen tekst
approval-own-text-next = Bed en anden om at sige ja.
approval-channel-not-asked = Der er ikke sagt ja til kanalen { $channel }
approval-channel-not-asked-next = Vælg kanalen i beskeden, og bed om godkendelse igen.
approval-not-yours = Du er ikke spurgt om dette nu
approval-not-yours-next = Se under Godkend, hvad der venter på dig.
approval-comment-missing = Skriv, hvad der skal ændres, i højst 2.000 tegn.
approval-closed = Spørgsmålet er lukket
approval-closed-next = Nogen har svaret, eller teksten er ændret. Se forløbet.
approval-no-yes = Du har ikke sagt ja til denne besked
approval-no-telephone = Strategien tillader ikke et ja i telefonen
approval-not-registrar = Du må ikke skrive et ja ned for andre
approval-not-registrar-next = Bed Kommunikation om at gøre det.
approval-note-asked = Venter på { $who }.
approval-note-partly = { $who } har sagt ja. Der mangler flere.
approval-note-done = { $who } har sagt ja.
approval-note-returned = { $who } har sendt den tilbage.
approval-note-withdrawn = { $who } har trukket sit ja tilbage.
approval-note-changed = Teksten er ændret efter ja'et. Bed om godkendelse af version { $number }.
approval-mail-asked-subject = Siger du ja til »{ $title }«?
approval-mail-asked-text = { $asker } beder om dit ja. Læs teksten, som læserne ser den, og svar, når det passer dig.
approval-mail-complete-subject = Der er sagt ja til »{ $title }«
approval-mail-complete-text = Alle, der skal, har sagt ja. Beskeden er klar til udgivelse.
approval-mail-returned-subject = »{ $title }« er sendt tilbage
approval-mail-returned-text = Der er en kommentar til dig. Ret teksten, og bed om godkendelse igen.
approval-mail-carried-subject = En lille rettelse i »{ $title }«
approval-mail-carried-text = Dit ja gælder stadig. Se, hvad der er rettet.
approval-mail-registered-subject = Dit ja til »{ $title }« er skrevet ned
approval-mail-registered-text = En kollega har skrevet ned, at du sagde ja i telefonen. Passer det ikke, så træk det tilbage på siden.
approval-mail-open = Se teksten
approval-mail-open-thread = Se forløbet
approval-mail-why = Du får denne mail, fordi du er med i godkendelsen.
event-approval-asked = bad om godkendelse
event-approval-given = sagde ja
event-approval-complete = gjorde beskeden klar til udgivelse
event-approval-returned = sendte beskeden tilbage
event-approval-withdrawn = trak sit ja tilbage
event-correction-carried = lavede en lille rettelse, og ja'et gælder stadig
event-approval-invalidated = ændrede teksten, så der skal spørges igen
approval-rule-fallback = Den, der leder afsenderens enhed
approval-no-emergency = Strategien har ingen vej til nødmeddelelser
approval-not-on-call = Kun kommunikationsvagten må sende en nødmeddelelse
approval-not-on-call-next = Ring til den, der har vagten. Navn og nummer står på siden I dag.
approval-blank-missing = Udfyld felt nummer { $number } med højst 120 tegn på én linje.
approval-reviewed-already = Nogen har allerede set på den
approval-note-emergency = { $who } sendte en nødmeddelelse. En anden skal se på den senest { $at }.
approval-note-reviewed = { $who } har set nødmeddelelsen efter.
approval-mail-emergency-subject = Se efter nu: nødmeddelelsen »{ $title }« er sendt
approval-mail-emergency-text = Kommunikationsvagten har sendt en nødmeddelelse. Læs den, og sig til, hvis noget er forkert. Gør det senest kl. { $clock }.
event-emergency-published = sendte en nødmeddelelse
event-emergency-reviewed = så nødmeddelelsen efter
approval-api-requests = Hvem der blev spurgt om beskeden, og hvem der sagde ja
