# Approval.
approval-nav = Approve
approval-queue-title = { $n ->
    [0] Nothing waits for you
    [one] One message waits for your yes
   *[other] { $n } messages wait for your yes
 }
approval-queue-empty = When somebody asks for your yes, you get a mail, and the message stands here.
approval-asked-by = { $who } asked { $when }
approval-page-title = Approve: { $title }
approval-changed = Changed since the last yes
approval-as-readers = This is how readers see it
approval-decision = Decision
approval-reason = Why
approval-intention = What we want to achieve
approval-legal-basis = Rests on
approval-contact = Questions?
approval-staff-first = Staff read first
approval-why = Who says yes, and why
approval-met = said yes
approval-open = missing
approval-lix = LIX { $lix }.
approval-advice = There is advice for the text.
approval-findings = { $n ->
    [one] See one piece of advice
   *[other] See { $n } pieces of advice
 }
approval-said-yes = Said yes
approval-by-telephone = by telephone
approval-you-wrote = You have written on the text yourself. So somebody else must say yes.
approval-others-first = Others answer first. You get a mail when it is your turn.
approval-approve = Approve
approval-give-back = Return
approval-give-back-send = Return with the comment
approval-comment = What should change?
approval-ring = Ring { $who }
approval-you-said-yes = You said yes.
approval-withdraw = Take your yes back
approval-is-closed = There is nothing more to answer here.
approval-see-thread = See the thread
approval-telephone = Did you get a yes by telephone?
approval-telephone-who = Who said yes?
approval-telephone-note = What was said?
approval-telephone-save = Write the yes down
approval-put-right = { $n ->
    [one] One thing must be put right before you can ask for approval
   *[other] { $n } things must be put right before you can ask for approval
 }
approval-put-right-next = Go back to the text. It says what is missing.
approval-nobody = Nobody may say yes to this message
approval-nobody-next = The one who must has written on it, or the post is vacant. Talk to Communications.
approval-asked-already = Approval of this edition has been asked for already
approval-asked-already-next = Wait for an answer, or ring those who were asked.
approval-not-asked = Nobody has been asked about this message
approval-not-asked-next = Ask for approval first.
approval-other-edition = The text has changed since the yes
approval-other-edition-next = Ask for approval again.
approval-was-returned = The message was returned
approval-was-returned-next = Put the text right and ask again.
approval-incomplete = A yes is still missing
approval-incomplete-next = Wait for an answer, or ring those who were asked.
approval-own-text = Nobody can approve their own text
approval-own-text-next = Ask somebody else to say yes.
approval-channel-not-asked = The channel { $channel } was not approved
approval-channel-not-asked-next = Choose the channel in the message and ask for approval again.
approval-not-yours = You are not asked about this now
approval-not-yours-next = See under Approve what waits for you.
approval-comment-missing = Write what should change, in 2,000 characters at most.
approval-closed = The question is closed
approval-closed-next = Somebody has answered, or the text has changed. See the thread.
approval-no-yes = You have said no yes to this message
approval-no-telephone = The strategy does not allow a yes by telephone
approval-not-registrar = You may not write a yes down for others
approval-not-registrar-next = Ask Communications to do it.
approval-note-asked = Waits for { $who }.
approval-note-partly = { $who } said yes. More are missing.
approval-note-done = { $who } said yes.
approval-note-returned = { $who } returned it.
approval-note-withdrawn = { $who } took their yes back.
approval-note-changed = The text changed after the yes. Ask for approval of edition { $number }.
approval-mail-asked-subject = Do you say yes to "{ $title }"?
approval-mail-asked-text = { $asker } asks for your yes. Read the text as readers see it, and answer when it suits you.
approval-mail-complete-subject = "{ $title }" is approved
approval-mail-complete-text = Everybody who must has said yes. The message is cleared.
approval-mail-returned-subject = "{ $title }" was returned
approval-mail-returned-text = There is a comment for you. Put the text right and ask again.
approval-mail-carried-subject = A small correction in "{ $title }"
approval-mail-carried-text = Your yes still stands. See what was corrected.
approval-mail-registered-subject = Your yes to "{ $title }" was written down
approval-mail-registered-text = A colleague wrote down that you said yes by telephone. If that is wrong, take it back on the page.
approval-mail-open = See the text
approval-mail-open-thread = See the thread
approval-mail-why = You get this mail because you take part in the approval.
event-approval-asked = asked for approval
event-approval-given = said yes
event-approval-complete = cleared the message
event-approval-returned = returned the message
event-approval-withdrawn = took the yes back
event-correction-carried = made a small correction, and the yes stands
event-approval-invalidated = changed the text, so approval must be asked again
approval-rule-fallback = Whoever heads the unit that sends
approval-no-emergency = The strategy has no way for urgent notices
approval-not-on-call = Only whoever is on call in Communications may send an urgent notice
approval-not-on-call-next = Ring the one on call. Name and number stand on the page Today.
approval-blank-missing = Fill in field number { $number } with 120 characters at most, on one line.
approval-reviewed-already = Somebody has looked at it already
approval-note-emergency = { $who } sent an urgent notice. Somebody else must look at it { $at } at the latest.
approval-note-reviewed = { $who } has looked at the urgent notice.
approval-mail-emergency-subject = Look now: the urgent notice "{ $title }" has been sent
approval-mail-emergency-text = The one on call has sent an urgent notice. Read it, and say so if anything is wrong. Do it before { $clock }.
event-emergency-published = sent an urgent notice
event-emergency-reviewed = looked at the urgent notice
approval-api-requests = What approval was asked for, and who said yes
