# Findings of the checks. Each key is the name of the rule.
check-title-missing = Write a title.
check-title-long = The title has { $length } characters. Keep it under { $limit }, so that a phone shows it whole.
check-main-point-missing = Write the main point: what matters most, first.
check-main-point-long = The main point has { $length } characters. Keep it under { $limit }.
check-body-missing = Write a text.
check-contact-missing = Write whom readers can ask.
check-contact-unreachable = Write a telephone number or an e-mail, so that the contact can be reached.
check-decision-decision-missing = Write what was decided.
check-decision-reason-missing = Write why it was decided.
check-decision-intention-missing = Write what the decision is meant to achieve.
check-decision-legal-basis-missing = Write which law or agenda item the decision rests on.
check-internal-channel-missing = Choose an internal channel. Staff are to hear it first.
check-internal-text-missing = Write to staff what it means for them. They are to hear it first.
check-channel-missing = Choose at least one channel for the readers.
check-limit-images = The text for { $channel } has { $number } pictures. There is room for { $limit }.
check-deadline-passed = The plan wanted it out by { $day }. Is it still to go, or will you move the plan?
check-theme-missing = Choose the theme of the core narrative that the message belongs to.
check-assessment-missing = The case has no communication assessment. Make one, and join the message to the plan.
check-balance = The unit's latest { $n } messages tell only one side: { $side ->
    [good] what goes well
   *[hard] what is hard
 }. Is there something else to tell too?
check-across-fields = Other units own the topic too: { $units }. Should they be told?
check-limit-exceeded = The text for { $channel } has { $length } characters. There is room for { $limit }.
check-limit-recommended = The text for { $channel } has { $length } characters. It works best under { $limit }.
check-topic-missing = Choose at least one topic. Otherwise nobody gets the newsletter.
check-goal-missing = Choose the goal of the strategy that the message works for.
check-alt-text-missing = Describe the picture for those who cannot see it. Or mark it as decoration.
check-link-text-empty = The link "{ $text }" does not say where it leads. Say it in words.
check-link-tracking = The link "{ $text }" goes through a service that notes who clicks. Find the page in the browser and put its own address in.
check-link-personal = The address "{ $text }" has something in it that shows who got it or clicked on it. Find the page in the browser and put its own address in.
check-link-shared = The link "{ $text }" leads to a shared file that readers cannot open. Put the file on the website and link to it there.
check-link-closed = The link "{ $text }" leads to a page that only staff can open. Put in the whole address of a page that everybody can see.
check-heading-order = A small heading belongs under a larger one.
check-heading-missing = The text has { $words } words and no headings. Put in a few, so that readers find their way.
check-role-missing = Choose the role in which the municipality speaks.
check-role-channel = In the role { $role } you seldom use { $channel }. This is advice, not a rule.
check-role-sender = { $unit } seldom speaks in the role { $role }. This is advice, not a rule.
check-cpr = { $stands ->
    [address] The address of a link or a picture holds what looks like a CPR number. It must not go out. Change the address.
   *[text] This looks like a CPR number. It must not go out. Delete it.
}
check-lix-high = The text has a LIX of { $lix }. The target is { $target } at most. Try shorter words and sentences.
check-other-language = The text seems to be in { $guessed ->
    [en] English
   *[other] Danish
}. Choose it under “Language”, and it will be checked.
check-house-word = We write “{ $write }” instead of “{ $found }”.
check-not-waivable = That finding cannot be waived
check-not-waivable-next = Change the text instead.
check-reason-length = Write a reason of 10 to 1,000 characters.
check-note-stopping = { $n ->
    [one] One thing must be put right.
   *[other] { $n } things must be put right.
 }
check-note-clear = { $advice ->
    [0] No findings. LIX { $lix }.
    [one] One piece of advice. LIX { $lix }.
   *[other] { $advice } pieces of advice. LIX { $lix }.
 }
event-edition-checked = checked the text
event-finding-waived = waived a finding
check-api-runs = What the checks found in the message
check-nothing-to-waive = The rule found nothing in the latest edition
check-nothing-to-waive-next = See what the check found last.
check-api-waivers = What may stand, and why
check-api-waive = Lets a finding stand, with a reason.
# The handbook of the language check.
check-rules-title = How we check language
check-rules-lead = { $n ->
    [one] This is the one rule of the language check, with its reason and examples.
   *[other] These are the { $n } rules of the language check, with reasons and examples. Advice is only advice: you know the reader.
 }
check-rules-found = The rule finds
check-rules-fine = This is fine
check-rules-words = Words and suggestions
check-rules-avoid = Instead of
check-rules-use = Write
check-rules-source = Source:
check-level-error = Error
check-level-warning = Warning
check-level-hint = Hint
check-level-off = Off
check-category-spelling = Spelling
check-category-officialese = Officialese
check-category-passive = Passive
check-category-nominal = Heavy nouns
check-category-sentence = Sentences and paragraphs
check-category-words = Choice of words
check-category-format = Numbers, dates and amounts
check-category-structure = Letters and decisions
check-category-accessibility = Accessibility
check-category-tone = Tone
check-category-inclusive = Inclusive language
check-category-channel = Channels
check-word-wrong = Write one word of at most { $max } characters, without spaces.
check-words-full = The list is full: it has room for { $max } words. Take some away first.
check-word-added = “{ $word }” is on the word list now.
check-words-title = The municipality's word list
check-words-lead = Words that are right with us although they are in no dictionary: names, places, schemes and terms. The spelling check leaves them alone.
check-words-new = New word
check-words-new-hint = Write the word as it is to be spelt. It is then right with the genitive s, too.
check-words-add = Add to the list
check-words-none = There are no words on the list yet.
check-words-others = The communications department keeps the list. Tell them if a word is missing.
check-words-word = Word
check-words-by = Added by
check-words-remove = Take away
event-word-added = put a word on the word list
event-word-removed = took a word off the word list
check-api-language = Checks a text and tells everything that the language check finds.
check-api-choice = { $field } must be one of these words: { $known }.
check-words-all = The words on the list
check-codex = The codex in the check
check-codex-lead = The municipality's codex of good communication is also the settings of the check. Here is which rules carry each point, and who sees to what no program can see.
check-codex-none = The program cannot see this in a text.
check-codex-own = The program looks for it besides the rules of language
check-codex-blocking = Errors must be mended or explained before the text can be approved.
check-codex-advice = It is advice.
check-codex-note = It is for information.
check-seen-to-by-program = The program sees to it.
check-seen-to-by-author = The author sees to it.
check-seen-to-by-manager = The manager sees to it.
check-seen-to-by-guide = It stands in guides and courses.
check-seen-to-by-colleague = A colleague reads the text.
check-codex-not-yet = No rule of the check carries this yet.
check-word-added-done = The word is on the word list.
check-word-removed-done = The word is taken off the list.
