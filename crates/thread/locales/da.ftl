# Den røde tråd: trin og tilstande.
thread-step-goal = Mål og princip
thread-step-plan = Plan
thread-step-message = Besked
thread-step-checks = Tjek
thread-step-approval = Godkendelse
thread-step-internal = Internt først
thread-step-channels = Udgivelse
thread-step-dialogue = Svar og spørgsmål
thread-step-result = Resultat
thread-state-missing = ikke begyndt
thread-state-waiting = venter
thread-state-done = færdig
thread-state-broken = noget er i vejen
thread-state-skipped = ikke nødvendig
thread-dots-done = Alle trin er færdige
