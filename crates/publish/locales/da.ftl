# Nyheder, feeds og medarbejdernes side.
publish-home-title = Nyheder
publish-home-lead = Nyt fra { $municipality }: det, der sker, og det, der bliver besluttet.
publish-empty = Her er ingen nyheder endnu.
publish-archive-title = Alle nyheder
publish-older = Ældre nyheder
publish-more-label = Flere nyheder
publish-search-title = Søg i nyheder
publish-search-label = Søg i nyheder
publish-search-button = Søg
publish-search-hits = { $n ->
    [0] Vi fandt ingen nyheder. Prøv med et andet ord.
    [one] Vi fandt én nyhed.
   *[other] Vi fandt { $n } nyheder.
 }
publish-newer-correction = Denne nyhed er rettet. Læs den nye:
publish-older-correction = Denne nyhed retter en tidligere:
publish-decision = Beslutningen
publish-decision-what = Hvad er besluttet
publish-decision-why = Hvorfor
publish-decision-intention = Det vil vi opnå
publish-decision-basis = Bygger på
publish-contact = Spørgsmål?
publish-phone = Telefon { $number }
publish-changed = Rettet { $when }.
publish-subscribe = Få besked på e-mail, når der er nyt
publish-feeds-title = Feeds
publish-feeds-lead = Følg nyhederne i dit eget program, eller vis dem på din egen side. Vælg det format, der passer dig.
publish-feed-description = Nyt fra { $municipality }
publish-staff-title = Nyt til dig
publish-staff-empty = Her er intet nyt. Når der er, står det øverst.
publish-staff-for-you = Det betyder det for os
publish-staff-back = Tilbage til alt nyt
event-article-published = lagde nyheden på hjemmesiden
event-article-changed = rettede nyheden på hjemmesiden
event-staff-posted = lagde nyheden ud til medarbejderne
publish-gone = Det, der stod her, er taget ned.
publish-notice-label = Vigtig besked
publish-notice-started = Udsendt { $when }.
publish-notice-updated = Sidst opdateret { $when }.
publish-notice-news = Nyt { $when }:
publish-notice-call = Ring { $number }
publish-all-clear-label = Faren er ovre
publish-all-clear-when = Advarslen »{ $title }« sluttede { $when }.
publish-newer-update = Der er nyt om dette. Læs det seneste:
publish-newer-all-clear = Faren er ovre. Læs mere:
publish-older-update = Det er nyt om en tidligere besked:
publish-older-all-clear = Faren er ovre. Det gælder den tidligere besked:
publish-note-over = Faren er ovre. Der er ikke mere at kopiere.
