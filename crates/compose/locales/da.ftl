# Skriv.
compose-nav-write = Skriv
compose-nav-messages = Beskeder
compose-new = Skriv en besked
compose-untitled = Uden overskrift
compose-list-title = Beskeder
compose-list-all = Alle
compose-list-mine = Mine
compose-list-empty = Her er ingen beskeder endnu. Skriv den første.
compose-main-point-hint = Det vigtigste først. Hvad skal læseren vide eller gøre?
compose-body-hint = Skriv overskrifter med ## foran, lister med - foran, og links som [tekst](https://adresse.dk).
compose-internal-text = Det hører medarbejderne først
compose-internal-hint = Hvad betyder det for dem? Hvad skal de sige, når nogen spørger?
compose-decision = Beslutning
compose-is-decision = Beskeden fortæller om en beslutning
compose-decision-fields = Beslutningens fire dele
compose-decision-decision = Hvad er besluttet, og af hvem?
compose-decision-reason = Hvorfor?
compose-decision-intention = Hvad vil vi opnå?
compose-decision-legal-basis = Hvilken lov eller hvilket dagsordenspunkt bygger det på?
compose-side = Hvem er den til?
compose-unit = Afsender
compose-guess = Lad programmet gætte
compose-none = Ingen
compose-choose = Vælg
compose-theme = Kernefortælling
compose-goal = Mål i strategien
compose-topics = Emner i nyhedsbrevet
compose-target-groups = Målgrupper
compose-contact-function = Hvem kan man spørge?
compose-contact-phone = Telefon
compose-channel-internal = Intern kanal. Medarbejderne får den først.
compose-fit-preferred = Passer godt.
compose-fit-possible = Kan bruges.
compose-fit-unusual = Bruges sjældent i denne rolle.
compose-channel-manual = Programmet laver en tekst, du kan kopiere.
compose-variant = Tekst til kanalen
compose-missing = { $n ->
    [one] Mangler: én ting
   *[other] Mangler: { $n } ting
 }
compose-nothing-missing = Der mangler ikke noget.
compose-advice = { $n ->
    [one] Ét råd
   *[other] { $n } råd
 }
compose-lix = Lixtal { $lix }, { $words } ord.
compose-lix-note = Tallet er kun en pegefinger. Det kan ikke se, om teksten giver mening.
compose-save = Gem
compose-save-go-on = Gem og se forløbet
compose-saved = Gemt.
compose-saved-at = Gemt kl. { $clock }
compose-unit-missing = Vælg en afsender.
compose-body-too-long = Teksten er for lang. Gør den kortere, eller del den i flere beskeder.
compose-conflict = En anden har gemt imens
compose-conflict-help = Din tekst står her stadig. Se den andens, og tag det med, du vil beholde. Gem så igen.
compose-conflict-theirs = Se den andens tekst
compose-nothing-out = Beskeden er ikke ude endnu
compose-nothing-out-next = Ret den bare. Den er ikke set af nogen.
compose-correction-title = Rettelse: { $title }
compose-urgent-title = Send en nødmeddelelse
compose-urgent-lead = Vælg en tekst, der ligger klar. Udfyld felterne, og send. En kollega bliver kaldt og ser på den bagefter.
compose-urgent-none = Strategien har ingen tekster klar.
compose-urgent-choose = Vælg tekst
compose-urgent-fill = Udfyld
compose-urgent-preview = Sådan kommer den til at se ud
compose-urgent-show = Vis teksten
compose-urgent-send = Send nu
compose-urgent-other = Vælg en anden tekst
compose-autosave-covered = Andre er spurgt om denne tekst, så den gemmes ikke af sig selv. Tryk Gem, når du er færdig.
