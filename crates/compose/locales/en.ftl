# Write.
compose-nav-write = Write
compose-nav-messages = Messages
compose-new = Write a message
compose-untitled = Without a title
compose-list-title = Messages
compose-list-all = All
compose-list-mine = Mine
compose-list-empty = There are no messages yet. Write the first one.
compose-main-point-hint = What matters most, first. What should the reader know or do?
compose-body-hint = Write headings with ## in front, lists with - in front, and links as [text](https://address.dk).
compose-internal-text = Staff hear this first
compose-internal-hint = What does it mean for them? What should they say when somebody asks?
compose-decision = Decision
compose-is-decision = The message tells about a decision
compose-decision-fields = The four parts of the decision
compose-decision-decision = What was decided, and by whom?
compose-decision-reason = Why?
compose-decision-intention = What do we want to achieve?
compose-decision-legal-basis = Which law or agenda item does it rest on?
compose-side = Who is it for?
compose-unit = Sender
compose-guess = Let the program guess
compose-none = None
compose-choose = Choose
compose-theme = Core narrative
compose-goal = Goal of the strategy
compose-topics = Topics of the newsletter
compose-target-groups = Target groups
compose-contact-function = Whom can readers ask?
compose-contact-phone = Telephone
compose-channel-internal = Internal channel. Staff get it first.
compose-fit-preferred = Fits well.
compose-fit-possible = Can be used.
compose-fit-unusual = Seldom used in this role.
compose-channel-manual = The program makes a text for you to copy.
compose-variant = Text for the channel
compose-missing = { $n ->
    [one] Missing: one thing
   *[other] Missing: { $n } things
 }
compose-nothing-missing = Nothing is missing.
compose-advice = { $n ->
    [one] One piece of advice
   *[other] { $n } pieces of advice
 }
compose-lix = LIX { $lix }, { $words } words.
compose-lix-note = The figure is a signpost only. It cannot see whether the text makes sense.
compose-save = Save
compose-save-go-on = Save and see the thread
compose-saved = Saved.
compose-saved-at = Saved at { $clock }
compose-unit-missing = Choose a sender.
compose-body-too-long = The text is too long. Shorten it, or split it into several messages.
compose-conflict = Somebody else has saved meanwhile
compose-conflict-help = Your text still stands here. Look at theirs and take along what you want to keep. Then save again.
compose-conflict-theirs = See their text
compose-nothing-out = The message is not out yet
compose-nothing-out-next = Just change it. Nobody has seen it.
compose-correction-title = Correction: { $title }
compose-urgent-title = Send an urgent notice
compose-urgent-lead = Choose a text that is ready. Fill in the fields and send. A colleague is called and looks at it afterwards.
compose-urgent-none = The strategy has no texts ready.
compose-urgent-choose = Choose a text
compose-urgent-fill = Fill in
compose-urgent-preview = This is how it will look
compose-urgent-show = Show the text
compose-urgent-send = Send now
compose-urgent-other = Choose another text
compose-autosave-covered = Others are asked about this text, so it is not saved by itself. Press Save when you are done.
