# News, feeds and the staff page.
publish-home-title = News
publish-home-lead = News from { $municipality }: what happens, and what is decided.
publish-empty = There is no news yet.
publish-archive-title = All news
publish-older = Older news
publish-more-label = More news
publish-search-title = Search the news
publish-search-label = Search the news
publish-search-button = Search
publish-search-hits = { $n ->
    [0] We found no news. Try another word.
    [one] We found one piece of news.
   *[other] We found { $n } pieces of news.
 }
publish-newer-correction = This news has been corrected. Read the new one:
publish-older-correction = This news corrects an earlier one:
publish-decision = The decision
publish-decision-what = What was decided
publish-decision-why = Why
publish-decision-intention = What we want to achieve
publish-decision-basis = Rests on
publish-contact = Questions?
publish-phone = Telephone { $number }
publish-changed = Corrected { $when }.
publish-subscribe = Get an e-mail when there is news
publish-feeds-title = Feeds
publish-feeds-lead = Follow the news in your own program, or show it on your own site. Choose the format that suits you.
publish-feed-description = News from { $municipality }
publish-staff-title = New for you
publish-staff-empty = There is nothing new. When there is, it stands at the top.
publish-staff-for-you = What it means for us
publish-staff-back = Back to everything new
event-article-published = put the news on the website
event-article-changed = corrected the news on the website
event-staff-posted = put the news out to staff
publish-gone = What stood here was taken down.
publish-notice-label = Important notice
publish-notice-started = Sent { $when }.
publish-notice-updated = Last updated { $when }.
publish-notice-news = New { $when }:
publish-notice-call = Call { $number }
publish-all-clear-label = The danger is over
publish-all-clear-when = The warning “{ $title }” ended { $when }.
publish-newer-update = There is news about this. Read the latest:
publish-newer-all-clear = The danger is over. Read more:
publish-older-update = This is news about an earlier message:
publish-older-all-clear = The danger is over. It is about the earlier message:
publish-note-over = The danger is over. There is nothing more to copy.
