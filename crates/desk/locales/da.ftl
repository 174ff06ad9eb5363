# I dag, forløb, direktion, maskinrum.
desk-nav-today = I dag
desk-nav-staff = Medarbejder
desk-date = { $date } · uge { $week }
desk-today-title = { $n ->
    [0] Intet går ud i dag
    [one] Én besked går ud i dag
   *[other] { $n } beskeder går ud i dag
 }
desk-write = Skriv en besked
desk-next = Det næste, der går ud
desk-next-empty = Der er ikke planlagt noget den næste uge.
desk-moving = Undervejs
desk-moving-all = Se alle beskeder
desk-activity-more = Her står det seneste. Der er mere, som ikke er vist.
desk-moving-empty = Ingen beskeder er undervejs.
desk-waits = Venter på dig
desk-waits-all = Se alle { $n }
desk-waits-broken = Ingen venter på dit ja, men der er noget i vejen for en besked. Se under »Undervejs«.
desk-next-late = skulle være gået ud
desk-waits-empty = Intet venter på dig.
desk-on-call = På vagt
desk-on-call-empty = Ingen er skrevet på som kommunikationsvagt.
desk-phone = Telefon { $number }
desk-away = væk til { $when }
desk-scope-internal = Medarbejdere
desk-scope-external = Borgere og andre ude
desk-by = { $who }
desk-step-goal = Intet mål er valgt endnu.
desk-step-plan = Beskeden er ikke del af en plan.
desk-step-message = Der er ingen tekst endnu.
desk-step-checks = Teksten er ikke tjekket endnu.
desk-step-approval = Ingen er spurgt endnu.
desk-step-internal = Medarbejderne har ikke fået besked endnu.
desk-step-channels = Beskeden er ikke ude endnu.
desk-step-dialogue = Svar og spørgsmål kommer her.
desk-step-result = Blev de nået, og forstod de det?
desk-next-step = Næste skridt
desk-fix = { $n ->
    [one] Ret én ting i teksten:
   *[other] Ret { $n } ting i teksten:
 }
desk-ask = Teksten er klar. Disse skal godkende den:
desk-ask-button = Bed om godkendelse
desk-nobody = Ingen må sige ja. Tal med Kommunikation.
desk-unconfirmed = { $who } kan først sige ja, når en anden har bekræftet en ændring af adgang eller hverv.
desk-unconfirmed-asked = Adgangen for { $who } er ændret, og ingen har bekræftet det. Et ja kan vente på det. En kollega bekræfter det under Organisation.
desk-all-away = Alle, der må, er væk.
desk-why = Hvorfor?
desk-wait = Beskeden venter på et ja. Vi har skrevet til dem, der er spurgt.
desk-wait-unreached = Beskeden venter på et ja. Ikke alle, der er spurgt, har fået vores mail. Se under »Godkendelse«, hvem du skal ringe til.
desk-held-up = Mailene kommer ikke af sted. Se, hvad mailserveren svarer.
desk-plan-others = Den, der leder afsenderens enhed, eller Kommunikation kan udgive den.
desk-plan = Beskeden er klar til udgivelse.
desk-correction-waits = Der er en rettelse på vej. Udgiver du denne besked, får resten den gamle tekst:
desk-plan-at = Hvornår skal den ud?
desk-exempt = Kan den ikke vente på internt først?
desk-exempt-kind = Hvorfor ikke?
desk-exception = Anden grund
desk-exempt-reason = Begrund det
desk-exempt-button = Lad alle få den på én gang
desk-scheduled = Beskeden er planlagt.
desk-unplan = Stop udgivelsen
desk-out = Beskeden er ude.
desk-correct = Lav en rettelse
desk-edit = Se og ret teksten
desk-fact-sender = Afsender
desk-fact-side = Til
desk-fact-channels = Kanaler
desk-fact-contact = Kontakt
desk-fact-strategy = Strategi
desk-fact-version = Version { $number }
desk-activity = Alt, der er sket
desk-see-approval = Se godkendelsen
desk-channels-caption = Kanaler og tilstand
desk-channel = Kanal
desk-channel-state = Tilstand
desk-website = Hjemmeside
desk-see-article = Se nyheden
desk-board-title = Kommunikation lige nu
desk-board-waiting = { $n ->
    [0] Intet venter
    [one] Én besked venter
   *[other] { $n } beskeder venter
 }
desk-board-planned = { $n ->
    [0] Intet er planlagt de næste to uger
    [one] Én besked er planlagt
   *[other] { $n } beskeder er planlagt
 }
desk-board-out-empty = Intet er kommet ud endnu.
desk-board-out = Det seneste, der er kommet ud
desk-status-title = Maskinrum
desk-mail-leaves = Mails går gennem { $channel }.
desk-mail-folder = Mails bliver ikke sendt. De ligger i mappen »mailbox« i datamappen.
desk-mailbox-title = Postkasse
desk-mailbox-help = Her ligger de mails, programmet ville have sendt.
desk-mailbox-empty = Postkassen er tom.
desk-mail-from = Fra
desk-mail-to = Til
desk-mail-unsubscribe = Afmelding
desk-mail-as-arrives = Mailen, som den ser ud hos modtageren
desk-mail-text = Mailen som ren tekst
desk-stop-on = Stop al udsendelse
desk-stop-off = Åbn for udsendelse igen
desk-nodes = Programmer i gang
desk-nodes-empty = Intet program arbejder lige nu.
desk-node = { $name }: sidste livstegn { $when }
desk-node-gone = { $name } er stoppet. Sidste livstegn { $when }.
desk-lane-inside = Egne sider
desk-lane-mail = Mails til modtagere
desk-lane-notice = Beskeder til den enkelte
desk-lane-urgent = haster
desk-lane-waits = { $n } i kø. Den ældste har ventet { $seconds } sekunder.
desk-jobs = Arbejde i kø
desk-jobs-empty = Køen er tom. Alt er gjort.
desk-jobs-caption = Det, der venter, kører eller er gået galt
desk-work-approval-asked = Mail til dem, der skal godkende
desk-work-approval-carried = Mail om en lille rettelse
desk-work-approval-changed = Mail om, at en tekst er ændret
desk-work-approval-complete = Mail om, at alle har sagt ja
desk-work-approval-emergency = Mail til dem, der skal se en nødmeddelelse efter
desk-work-approval-moved = Mail til dem, der skal godkende i stedet
desk-work-approval-nobody = Mail om, at ingen kan godkende
desk-work-approval-registered = Mail om et ja på telefonen
desk-work-approval-reminder = Påmindelse om en godkendelse
desk-work-approval-returned = Mail om en besked, der er sendt tilbage
desk-work-approval-unconfirmed = Mail om et ja, der mangler en bekræftelse
desk-work-approval-withdrawn = Mail om et ja, der er trukket tilbage
desk-work-approval-move = Spørgsmål, som en anden skal svare på
desk-work-desk-forget-erased = Oprydning efter en sletning
desk-work-dispatch-forget = Sletning af en modtager, der har sagt stop
desk-work-dispatch-release = Liste over dem, der skal have mailen
desk-work-dispatch-send = Udsendelse af mails
desk-work-dispatch-trial = Prøvemail
desk-work-dispatch-refused = Ringer til vagten, fordi mails bliver afvist
desk-work-access-asked = Mail om en ændring af adgang
desk-work-access-changed = Mail om ens egen adgang
desk-work-access-objected = Mail om en ændring, nogen ikke har bedt om
desk-work-email-moved = Mail til en gammel adresse
desk-work-message-units-moved = Beskeder efter en ændring i organisationen
desk-work-notice-mail = Mail fra Traad
desk-work-password-link = Mail med et link til adgangskoden
desk-work-plan-units-moved = Planer efter en ændring i organisationen
desk-work-publish-amend = Lille rettelse på den offentlige side
desk-work-publish-release = Offentliggørelse
desk-work-publish-units-moved = Artikler efter en ændring i organisationen
desk-work-quotation-answered = Mail om svar på et citat
desk-work-quotation-asked = Mail om et citat
desk-work-release-exempted = Mail om en undtagelse
desk-work-release-ground-lost = Plan, der har mistet sin godkendelse
desk-work-release-told = Mail til dem, det angår
desk-work-release-trouble = Mail om en plan, der ikke kan gå ud
desk-job-kind = Opgave
desk-job-state = Tilstand
desk-job-due = Tid
desk-job-tries = Forsøg
desk-job-error = Hvad gik galt
desk-job-waiting = venter
desk-job-running = i gang
desk-job-failed = gik galt
desk-job-retry = Prøv igen
desk-reviews = Nødmeddelelser, der skal ses efter
desk-review-row = { $who } sendte den. Se efter senest { $when }.
desk-review-button = Jeg har set den efter
desk-urgent = Send en nødmeddelelse
desk-nav-board = Direktion
desk-nav-status = Maskinrum
desk-mails-lost = Ikke alle har fået mailen. Send den igen, eller åbn udsendelsen, og lad den være.
desk-mails-lost-others = Ikke alle har fået mailen. Den, der må sende ud for enheden, kan sende den igen.
event-job-retried = prøvede fejlet arbejde igen
desk-job-gone = Her er ikke noget, der er fejlet
desk-job-gone-next = Nogen har prøvet det igen, eller det er gjort. Se Maskinrum.
desk-unreachable = { $who } har ingen mailadresse i Traad. Ring.
desk-job-about = Til { $who }: »{ $subject }«
desk-unreached = Mailen til { $who } kom ikke frem. Ring, eller bed dem, der driver Traad, om at se på adressen.
desk-stands-still = { $n ->
    [one] Et stykke arbejde er gået i stå. Se maskinrummet.
   *[other] { $n } stykker arbejde er gået i stå. Se maskinrummet.
 }
desk-resend = Send igen
desk-api-title = API
desk-api-document = Hele beskrivelsen som OpenAPI 3.1
desk-api-token = Nøgle
desk-api-token-help = Hvert kald har en nøgle. Den, der driver Traad, laver nøglen på kommandolinjen. Den vises kun den ene gang. En nøgle, der kun læser, ser hele kommunen.
desk-api-scope = Adgang
desk-api-scope-strategy = Læse strategien, dens versioner og vedtagelser.
desk-api-scope-messages = Læse alle beskeder, kladder med, deres versioner, tjek og godkendelser.
desk-api-scope-releases = Læse udgivelser: hvad, til hvem og hvornår.
desk-api-scope-deliveries = Læse udsendelser: hvor mange leveringer der venter, er sendt eller fejlede. Aldrig en adresse.
desk-api-example = Et eksempel
desk-api-pages = Lange lister kommer side for side med højst { $max } ad gangen. Send svarets next som after for at få de næste.
desk-api-problems = Går et kald ikke godt, er svaret problem+json: hvad der er i vejen, og hvad du kan gøre.
desk-api-endpoints = Det kan du læse og gøre
desk-api-path = Kald
desk-api-gives = Giver
desk-api-paged = Side for side.
desk-api-everybody = Alle
desk-api-scope-plans = Læse kommunikationsplaner og deres aktiviteter.
desk-api-scope-write-messages = Skrive beskeder: begynde, gemme, rette, lade fund stå og bede om godkendelse.
desk-api-scope-write-approvals = Godkende og sende tilbage for personen.
desk-api-scope-write-releases = Planlægge, aflyse og tage ned, slette tekster og stoppe al udsendelse.
desk-api-scope-write-plans = Vurdere behov, lave planer og lægge aktiviteter i kalenderen.
desk-api-scope-write-strategy = Tilføje og vedtage strategier.
desk-api-scope-check-language = Tjekke sproget i en tekst. Teksten bliver ikke gemt.
desk-api-token-person = En nøgle, der gør noget, handler for en person og kan det samme som personen. Når personen stopper, virker nøglen ikke længere.
desk-api-write = Gør noget
desk-api-write-help = Send JSON. Strategiens regler gælder også her: det samme skal have et ja, og medarbejderne får det først.
desk-api-key = Send gerne en Idempotency-Key. Når svaret går tabt, kan du sende det samme igen i et døgn: det sker kun én gang, og du får samme svar.
desk-see-plan = Se planen
desk-choose-plan = Vælg en plan
desk-change-plan = Vælg en anden plan
desk-waived = Disse fund står med en begrundelse:
desk-waive = Lad det stå
desk-waive-reason = Hvorfor kan det stå?
desk-waive-button = Lad det stå
desk-advice = { $n ->
    [one] Et råd til teksten
   *[other] { $n } råd til teksten
 }
desk-amend = En lille rettelse er gemt og har stadig et ja. Læserne ser den først, når du sætter den ind.
desk-amend-button = Ret det, der er ude
desk-draft-above = Beskeden er ude. Oven på den ligger en kladde, som ingen læsere ser. Det, der er ude, ændrer du med en rettelse.
desk-has-draft = kladde ovenpå
desk-retract-link = Tag beskeden ned
desk-retract-title = Tag beskeden ned
desk-retracted-title = Beskeden er taget ned
desk-retract-lead = Siden og billederne forsvinder med det samme, også fra lister, søgning og feeds. Mails, der ikke er sendt, bliver ikke sendt.
desk-retract-reason = Hvorfor skal den ned?
desk-retract-personal = Der stod personlige oplysninger i den
desk-retract-personal-help = Så sletter vi teksten i alle versioner af beskeden, i bemærkninger og i loggen. Du kan ikke fortryde det, men du kan også gøre det senere.
desk-retract-picture-goes = Vi sletter også billedet »{ $picture }«.
desk-retract-picture-stays = Billedet »{ $picture }« bliver, fordi andre beskeder bruger det.
desk-retract-button = Tag ned nu
desk-retracted-done = Beskeden er taget ned.
desk-retracted-by = { $who } tog beskeden ned { $when }.
desk-retracted-back = Beskeden kan kun komme ud igen med et nyt ja.
desk-erased = Slettet
desk-had = Hvem har haft den?
desk-had-since = Siden { $since }.
desk-had-between = Fra { $since } til { $until }.
desk-by-hand = Det skal I selv rydde op i
desk-by-hand-channel = { $channel }: slet opslaget eller teksten, hvis I har lagt det ud.
desk-by-hand-feeds = Andre hjemmesider, der viser vores nyheder: bed dem hente dem igen.
desk-by-hand-search = Søgemaskiner: bed dem fjerne siden, hvis den ligger i deres arkiv.
desk-notify = Er der sluppet personlige oplysninger ud, har I højst 72 timer til at anmelde det til Datatilsynet, fra I opdagede det. Opdagede I det, da beskeden blev taget ned, er fristen { $until } (databeskyttelsesforordningen, artikel 33).
desk-stop-help = Intet bliver sendt eller udgivet, før I åbner igen. Nødmeddelelser og det, loven kræver, går ud alligevel.
desk-stop-reason = Hvorfor stopper I?
desk-stop-done = Al udsendelse er stoppet.
desk-stop-lifted-done = Der er åbent for udsendelse igen. Det, der ventede, går ud nu.
desk-returned = Sendt tilbage til dig
desk-returned-row = { $who } sendte den tilbage { $when }
desk-job-retried-done = Opgaven bliver prøvet igen.
desk-resent-done = Mailene står nu for tur igen.
desk-settled-done = Du lader mailene være. De bliver ikke sendt igen.
desk-note-stuck = Beskeden skulle være kommet videre, men det er den ikke: { $kind ->
    [mail] mailene kommer ikke af sted.
    [release] en side, et opslag eller en mail mangler.
    [plan] tiden er gået, og den er ikke ude.
    [plan-lost] planen er slut, uden at den kom ud.
    [question] ingen kan se, at den venter på et ja.
   *[other] den venter på noget, der ikke er der.
 } Kommunikationsvagten har fået besked.
desk-note-went-on = Beskeden gik i stå, men er kommet videre.
desk-stuck = { $n ->
    [one] Én besked er gået i stå
   *[other] { $n } beskeder er gået i stå
 }
desk-stuck-plan = tidspunktet er gået, og den er ikke ude.
desk-stuck-plan-lost = planen er slut, men den kom aldrig ud.
desk-stuck-release = den er udgivet, men mangler på en kanal.
desk-stuck-mail = mails venter, og ingen sender dem.
desk-stuck-thread = forløbet venter på noget, der ikke er der.
event-message-stuck = opdagede, at beskeden er gået i stå
desk-mail-stuck-subject = »{ $title }« er gået i stå
desk-mail-stuck-text = Beskeden skulle være kommet videre for mere end ti minutter siden, men det er den ikke.
desk-mail-stuck-next = Se på beskedens side, hvor den står, og hvad mailserveren svarer. Den, der driver Traad, kan se mere i Maskinrum.
desk-mail-stuck-open = Se beskeden
desk-mail-stuck-why = Du får mailen, fordi du har skrevet beskeden eller har vagten.
desk-send-go = Se, hvem der får den, og udgiv
desk-send-title = Send { $what }
desk-send-and = og
desk-send-now = nu
desk-send-to-internal = til { $number } medarbejdere
desk-send-to-internal-one = til én medarbejder
desk-send-to-external = til { $number } læsere
desk-send-to-external-one = til én læser
desk-send-to-everybody = til alle på hjemmesiden
desk-send-lead = { $n ->
    [one] Medarbejderne er ét minut foran.
   *[other] Medarbejderne er { $n } minutter foran.
 }
desk-send-without = Får ikke mailen
desk-send-no-address = { $n ->
    [one] Én medarbejder har ingen mailadresse.
   *[other] { $n } medarbejdere har ingen mailadresse.
 }
desk-send-before = Før du sender
desk-send-yes = { $who } har godkendt version { $number }.
desk-send-no-yes = Der mangler et ja. Beskeden går først ud, når der er sagt ja.
desk-send-fire = Send
desk-send-stop = Du kan stoppe det, der ikke er gået ud endnu. En mail, der er sendt, kan du ikke kalde tilbage.
desk-send-other = Et andet tidspunkt
desk-send-see = Se, hvem der får den hvornår
desk-trial = Prøv den først
desk-trial-button = Send en prøve til mig selv
desk-trial-was = Du fik en prøve { $when }.
desk-trial-lost = Prøven fra { $when } kom ikke frem. Mailserveren svarer: { $problem }
desk-trial-same = Teksten er den samme nu.
desk-trial-old = Teksten er ændret siden.
desk-trial-done = Prøven er på vej til din egen mail.
desk-notice-open = Advarslen gælder. Opdatér den, eller afblæs den.
desk-notice-runs = Nødmeddelelsen gælder stadig. Sidst opdateret { $when }.
desk-had-number = { $n ->
    [0] Ingen har fået den.
    [one] Én har fået den.
   *[other] { $n } har fået den.
 }
desk-had-spared = { $n ->
    [one] Én får den ikke.
   *[other] { $n } får den ikke.
 }
desk-by-hand-mails = Mails, der er nået frem, kan ingen kalde tilbage. Skriv til modtagerne, hvis de skal slette dem.
desk-retract-hint = Begrundelsen bliver gemt. Skriv ikke det personlige i den.
desk-erased-title = Teksten er slettet
desk-erase-title = Slet teksten
desk-erase-heading = Slet teksten
desk-erase-lead = Beskeden er ikke ude. Den og dens tidligere versioner ligger her stadig.
desk-erase-help = Stod der noget personligt i beskeden, kan du slette det nu. Vi sletter teksten i alle versioner, i bemærkninger og i loggen. Du kan ikke fortryde det.
desk-erase-reason = Hvorfor skal vi slette teksten?
desk-erase-button = Slet teksten nu
desk-erased-done = Teksten er slettet.
desk-erased-by = { $who } slettede teksten i alle versioner af beskeden { $when }, og de billeder, som ingen andre beskeder bruger.
desk-left = Her kan det personlige stadig stå
desk-left-help = Disse beskeder hører til den, der er slettet. De er ikke slettet.
desk-left-unit = En besked fra { $unit }. Bed dem om at slette den.
desk-with = Skal disse beskeder med?
desk-with-help = Det, du vælger, går samme vej: Er det ude, bliver det taget ned. Er det planlagt eller sendt til godkendelse, bliver det holdt tilbage. En kladde bliver, som den er, hvis I ikke sletter teksten.
desk-relative-out = ude
desk-relative-planned = planlagt
desk-relative-draft = kladde
desk-relative-asked = sendt til godkendelse
desk-relative-erased = slettet
desk-is-down = Taget ned
desk-ask-down = Bed om at få beskeden taget ned
desk-ask-down-link = Bed om at få beskeden taget ned eller slettet
desk-ask-down-help = De her kan gøre det med det samme, uden at andre siger ja. Haster det, så ring.
desk-ring = tlf. { $number }
desk-ask-erase = Bed om at få teksten slettet
desk-ask-down-button = Send til dem
desk-ask-down-done = De har fået en mail om det. Haster det, så ring også.
desk-erase-link = Slet teksten, hvis der står noget personligt
desk-send-again = { $n ->
    [one] Én har fået den som mail, før den blev taget ned, og får den igen.
   *[other] { $n } har fået den som mail, før den blev taget ned, og får den igen.
 }
desk-api-retract = Tager en besked ned, og sletter teksten, hvis der stod noget personligt i den
desk-api-erase = Sletter teksten i en besked, der ikke er ude
desk-api-stop = Stopper al udsendelse
desk-api-open = Åbner for udsendelse igen
desk-copy = Data er hentet fra en kopi fra { $when }. Har I taget noget ned eller slettet noget siden, så er det tilbage. Se de mails igennem, som I fik om det, og gør det igen.
desk-copy-who = Den, der passer maskinrummet, siger til her, når det er gjort.
desk-copy-reviewed = Vi har set det hele igennem
desk-copy-reviewed-done = Tak. Det er skrevet ned, at I har set igennem, hvad kopien bragte tilbage.
desk-copy-none = Der er ingen kopi at se igennem
desk-copy-none-next = En anden har måske gjort det. Se på Maskinrum.
event-copy-reviewed = har set igennem, hvad en kopi bragte tilbage
desk-held = Det venter på, at I åbner
desk-held-none = Intet venter lige nu.
desk-held-help = Det går ud, så snart I åbner. Skal noget ikke ud, så stop det først på beskedens side.
desk-held-mails = { $n ->
    [one] Én mail er ikke sendt endnu.
   *[other] { $n } mails er ikke sendt endnu.
 }
desk-send-planned = Beskeden har et tidspunkt. Sender du herfra, gælder det nye.
desk-send-when-open = så snart udsendelsen er åben igen
desk-send-when-yes = så snart der er sagt ja
desk-send-after = { $n ->
    [0] samtidig
    [one] ét minut senere
   *[other] { $n } minutter senere
 }
desk-unexempt = Tag undtagelsen tilbage
desk-waits-review = Ingen tekster venter på dit ja. Nødmeddelelser, der skal ses efter, står for sig.
desk-next-erased = Teksten er slettet. Skal der ud noget om det samme, så skriv en ny besked.
desk-relative-down = taget ned
desk-retract-revives = Tager du afblæsningen ned, gælder advarslen igen på forsiden. Send en ny afblæsning, hvis faren er ovre.
desk-asked-down = { $who } bad { $when } om at få den taget ned eller slettet.
desk-family = Hører sammen med
desk-had-waiting = { $n ->
    [one] Én mail er ikke sendt endnu.
   *[other] { $n } mails er ikke sendt endnu.
 }
desk-notice-sent = Nødmeddelelsen gælder. Udsendt { $when }.
