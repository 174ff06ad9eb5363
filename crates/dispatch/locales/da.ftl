# Udsendelse.
dispatch-mail-preferences = Vælg andre emner, eller stop mails
dispatch-mail-staff-page = Læs på medarbejdersiden
dispatch-mail-why-reader = Du får denne mail, fordi du har valgt emnet hos os.
dispatch-mail-why-staff = Du får denne mail, fordi det angår din arbejdsplads.
dispatch-nothing-unknown = Her er intet at sende igen
dispatch-nothing-unknown-next = Mailene er allerede på vej eller nået frem, eller adressen findes ikke mere. Findes den ikke, kan du lade dem være.
dispatch-note-waits = Resten af mailene venter, fordi et ja er trukket tilbage. De går ud af sig selv, når der er sagt ja igen.
dispatch-note-waits-touched = Resten af mailene venter: Teksten er ændret uden om Traad. Sig det til dem, der driver Traad.
dispatch-note-waits-cpr = Resten af mailene venter: Der ser ud til at stå et CPR-nummer i teksten. Tag beskeden ned, og lav en ny.
dispatch-note-waits-quote = Resten af mailene venter på svar fra den, der er citeret. De går ud af sig selv, når svaret er ja.
dispatch-note-goes-on = Der er sagt ja igen. Resten af mailene går ud.
dispatch-note-unknown = { $n ->
    [one] Én mail er måske nået frem. Vælg, om vi skal sende den igen.
   *[other] { $n } mails er måske nået frem. Vælg, om vi skal sende dem igen.
 }
dispatch-note-expired = { $n ->
    [one] Én mail kom ikke af sted i tide. Vælg, om vi skal sende den nu.
   *[other] { $n } mails kom ikke af sted i tide. Vælg, om vi skal sende dem nu.
 }
dispatch-note-failed = { $n ->
    [one] Én mail nåede ikke frem. Se hvorfor, og vælg, om vi skal sende den igen.
   *[other] { $n } mails nåede ikke frem. Se hvorfor, og vælg, om vi skal sende dem igen.
 }
dispatch-note-again = { $n ->
    [one] Én mail bliver sendt igen.
   *[other] { $n } mails bliver sendt igen.
 }
dispatch-note-gone = { $n ->
    [one] Én modtager er forsvundet fra listen. Spørg dem, der driver Traad.
   *[other] { $n } modtagere er forsvundet fra listen. Spørg dem, der driver Traad.
 }
dispatch-note-went-on = Det, der var i vejen, er væk. Resten af mailene går ud.
dispatch-note-nobody = Ingen har fået mailen, for der er ingen modtagere. Se, hvem den skulle til.
dispatch-note-retired = { $n ->
    [one] Én liste er taget ud af brug og har ikke fået mailen. Alle andre modtagere får den.
   *[other] { $n } lister er taget ud af brug og har ikke fået mailen. Alle andre modtagere får den.
 }
dispatch-note-spared = { $n ->
    [one] Én mail blev ikke sendt, fordi der er lavet en rettelse.
   *[other] { $n } mails blev ikke sendt, fordi der er lavet en rettelse.
 }
dispatch-note-lost = { $n } mails nåede ikke frem, eller måske ikke. Se hvorfor, og vælg, om vi skal sende dem igen.
dispatch-note-some-failed = { $n ->
    [one] Én mail nåede ikke frem. Resten er afleveret til mailserveren.
   *[other] { $n } mails nåede ikke frem. Resten er afleveret til mailserveren.
 }
dispatch-corrected = Beskeden er rettet
dispatch-corrected-next = Den gamle tekst må ikke komme efter rettelsen. Skal flere have besked, så send rettelsen til dem.
dispatch-down = Beskeden er taget ned
dispatch-down-next = Der bliver ikke sendt mere af den. Skal den ud igen, så bed om et nyt ja.
dispatch-note-settled = { $n ->
    [one] Én mail nåede måske ikke frem. Den bliver ikke sendt igen.
   *[other] { $n } mails nåede måske ikke frem. De bliver ikke sendt igen.
 }
dispatch-note-arrived = Alle mails er nu afleveret til mailserveren.
dispatch-state-queued = venter
dispatch-state-held = står for tur
dispatch-state-attempting = sendes nu
dispatch-state-accepted = sendt
dispatch-state-failed = nåede ikke frem
dispatch-state-unknown = måske nået frem
dispatch-state-suppressed = sendes ikke
dispatch-state-expired = kom ikke af sted
event-dispatch-made = skrev modtagerne op
event-dispatch-finished = sendte mails
event-dispatch-finished-lost = sendte mails: { $accepted } afleveret, { $failed } afvist, { $expired } kom ikke af sted, { $unknown } måske nået frem
event-unknown-resent = sendte igen
event-dispatch-settled = lod de sidste mails være
dispatch-api-dispatches = Beskedens udsendelser, og hvor mange leveringer der står hvor
dispatch-api-deliveries = Hver levering i en udsendelse: hvor langt den er, aldrig til hvem.
dispatch-page-lead = { $total } skal have mailen. Udsendelsen er fra { $when }.
dispatch-page-fine = Alle mails er afleveret til mailserveren. Om de også er landet i indbakken, ved vi ikke.
dispatch-page-not-arrived = Ikke nået frem, eller måske ikke
dispatch-page-who = Modtager
dispatch-page-state = Tilstand
dispatch-page-attempts = Forsøg
dispatch-page-problem = Det sagde den anden side
dispatch-page-resend = Send igen
dispatch-page-settle = Lad dem være
dispatch-page-settle-hint = Nåede nogle ikke frem? Send dem igen, eller lad dem være. Så minder vi ikke om dem mere.
dispatch-page-max = Siden viser højst { $max }.
dispatch-trial-mark = Prøve:
dispatch-trial-cpr = Der står et CPR-nummer i teksten
dispatch-trial-cpr-next = Tag det ud. Så kan du sende en prøve.
dispatch-trial-no-email = Du har ingen mailadresse i Traad
dispatch-trial-no-email-next = Se beskeden i hver kanal i stedet.
dispatch-trial-many = Du har fået { $max } prøver inden for en time
dispatch-trial-many-next = Vent lidt, eller se beskeden i hver kanal.
dispatch-trial-body = Dette er en prøve. Kun du har fået den.
dispatch-api-resend = Sender de mails igen, der ikke nåede frem, eller som måske ikke gjorde
dispatch-api-settle = Lader de mails være, der ikke nåede frem
dispatch-api-trial = Sender en prøve af beskeden til den, hvis nøgle det er, og til ingen andre.
dispatch-mail-refused-subject = Mailserveren afviser de fleste mails
dispatch-mail-refused-text = { $refused } af { $total } mails i en udsendelse er afvist. Det ligner en fejl hos mailserveren og ikke hos læserne. Ingen læsere er slettet eller sat på pause.
dispatch-mail-refused-next = Se svarene fra serveren, og få fejlen rettet. Send så mailene igen fra siden.
dispatch-mail-refused-open = Se udsendelsen
dispatch-mail-refused-why = Du får denne mail, fordi du har kommunikationsvagten.
