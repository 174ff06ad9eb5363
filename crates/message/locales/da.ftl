# Beskeder og versioner.
message-not-your-unit = Du kan ikke skrive for { $unit }
message-not-your-unit-next = Vælg en enhed, du selv hører under, eller bed Kommunikation om hjælp.
message-note-goal = Beskeden arbejder for et mål i strategien.
message-note-no-goal = Vælg det mål, som beskeden arbejder for.
message-note-edition = Version { $number }. { $channels ->
    [one] Én kanal.
   *[other] { $channels } kanaler.
 }
message-field-title = Overskrift
message-field-main-point = Hovedbudskab
message-field-body = Tekst
message-field-internal-text = Til medarbejderne
message-field-role = Rolle
message-field-contact = Kontakt
message-field-channels = Kanaler
message-field-topics = Emner
message-field-decision = Beslutning
message-field-variants = Tekst til en kanal
message-field-character = Slags nyhed
message-character-good = God nyhed
message-character-neutral = Neutral nyhed
message-character-hard = Svær nyhed
message-side-internal = Kun til medarbejdere
message-side-external = Til borgere og andre ude
event-message-started = begyndte beskeden
event-edition-saved = gemte en version
message-api-list = Beskeder, de nyeste først, kladder med
message-api-one = Én besked med det, den siger
message-api-editions = Beskedens versioner, den nyeste først
message-api-thread = Beskedens røde tråd, skridt for skridt
message-note-plan = Er en del af planen "{ $title }".
message-note-no-plan = Hører ikke til en plan.
event-plan-joined = valgte planen
