# Strategien.
strategy-nav = Strategi
strategy-none = Ingen strategi er vedtaget endnu
strategy-none-next = Bed den, der driver Traad, om at indlæse kommunens strategi.
strategy-invalid = Strategien kan ikke læses
strategy-invalid-next = Kør »traad strategy check«. Den viser alle problemer med linje og forslag.
event-strategy-added = lagde en strategi ind
event-strategy-adopted = satte strategien i kraft
