# Reads feeds as a feed reader does (feedparser) and says what it makes of them, as JSON:
# feed.py FILE...   Nothing is fetched.
import json, sys
import feedparser

out = {}
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        feed = feedparser.parse(file.read())
    out[name] = {
        "bozo": bool(feed.bozo),
        "why": str(feed.get("bozo_exception", "")),
        "version": feed.version,
        "title": feed.feed.get("title", ""),
        "updated": [bool(entry.get("published_parsed")) for entry in feed.entries],
        "entries": [[entry.get("id", ""), entry.get("link", ""), entry.get("title", "")] for entry in feed.entries],
        "authors": bool(feed.feed.get("author")) or all(entry.get("author") for entry in feed.entries),
    }
print(json.dumps(out))
