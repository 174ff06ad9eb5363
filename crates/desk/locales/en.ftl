# Today, thread, board, machinery.
desk-nav-today = Today
desk-nav-staff = Staff
desk-date = { $date } · week { $week }
desk-today-title = { $n ->
    [0] Nothing goes out today
    [one] One message goes out today
   *[other] { $n } messages go out today
 }
desk-write = Write a message
desk-next = What goes out next
desk-next-empty = Nothing is planned for the next week.
desk-moving = On their way
desk-moving-all = See all messages
desk-activity-more = These are the latest. There is more that is not shown.
desk-moving-empty = No messages are on their way.
desk-waits = Waits for you
desk-waits-all = See all { $n }
desk-waits-broken = Nobody waits for your yes, but something is in the way of a message. See under “On their way”.
desk-next-late = should have gone out
desk-waits-empty = Nothing waits for you.
desk-on-call = On call
desk-on-call-empty = Nobody is noted as on call in Communications.
desk-phone = Telephone { $number }
desk-away = away until { $when }
desk-scope-internal = Staff
desk-scope-external = Citizens and others outside
desk-by = { $who }
desk-step-goal = No goal has been chosen yet.
desk-step-plan = The message is not part of a plan.
desk-step-message = There is no text yet.
desk-step-checks = The text has not been checked yet.
desk-step-approval = Nobody has been asked yet.
desk-step-internal = Staff have not been told yet.
desk-step-channels = The message is not out yet.
desk-step-dialogue = Replies and questions come here.
desk-step-result = Were they reached, and did they understand?
desk-next-step = Next step
desk-fix = { $n ->
    [one] Put one thing right in the text:
   *[other] Put { $n } things right in the text:
 }
desk-ask = The text is ready to be approved by:
desk-ask-button = Ask for approval
desk-nobody = Nobody may say yes. Talk to Communications.
desk-unconfirmed = { $who } can say yes when somebody else has confirmed a change of access or duty.
desk-unconfirmed-asked = The access of { $who } was changed, and nobody has confirmed it. A yes may wait for that. A colleague confirms it under Organisation.
desk-all-away = Everybody who may is away.
desk-why = Why?
desk-wait = The message waits for a yes. We have written to those who are asked.
desk-wait-unreached = The message waits for a yes. Not all who are asked have got our mail. See under “Approval” whom to call.
desk-held-up = The mails do not leave. See what the mail server answers.
desk-plan-others = Whoever heads the sender’s unit, or Communications, can release it.
desk-plan = The message is cleared.
desk-correction-waits = A correction is on its way. If you release this message, the rest get the old text:
desk-plan-at = When should it go out?
desk-exempt = Can it not wait for internal first?
desk-exempt-kind = Why not?
desk-exception = Another reason
desk-exempt-reason = Give the reason
desk-exempt-button = Let everybody get it at once
desk-scheduled = The message is scheduled.
desk-unplan = Stop the release
desk-out = The message is out.
desk-correct = Make a correction
desk-edit = See and change the text
desk-fact-sender = Sender
desk-fact-side = For
desk-fact-channels = Channels
desk-fact-contact = Contact
desk-fact-strategy = Strategy
desk-fact-version = Version { $number }
desk-activity = Everything that happened
desk-see-approval = See the approval
desk-channels-caption = Channels and states
desk-channel = Channel
desk-channel-state = State
desk-website = Website
desk-see-article = See the news
desk-board-title = Communication right now
desk-board-waiting = { $n ->
    [0] Nothing waits
    [one] One message waits
   *[other] { $n } messages wait
 }
desk-board-planned = { $n ->
    [0] Nothing is planned for the next two weeks
    [one] One message is planned
   *[other] { $n } messages are planned
 }
desk-board-out-empty = Nothing has gone out yet.
desk-board-out = What went out last
desk-status-title = Machinery
desk-mail-leaves = Mail is sent through { $channel }.
desk-mail-folder = Mail is not sent. It lies in the folder »mailbox« of the data folder.
desk-mailbox-title = Mailbox
desk-mailbox-help = These are the mails that the program would have sent.
desk-mailbox-empty = The mailbox is empty.
desk-mail-from = From
desk-mail-to = To
desk-mail-unsubscribe = Unsubscribe
desk-mail-as-arrives = The mail as it looks to the receiver
desk-mail-text = The mail as plain text
desk-stop-on = Stop everything that leaves
desk-stop-off = Let it leave again
desk-nodes = Programs at work
desk-nodes-empty = No program is at work right now.
desk-node = { $name }: last sign of life { $when }
desk-node-gone = { $name } has stopped. Last sign of life { $when }.
desk-lane-inside = Our own pages
desk-lane-mail = Mail to recipients
desk-lane-notice = Notices to one person
desk-lane-urgent = urgent
desk-lane-waits = { $n } waiting. The oldest has waited { $seconds } seconds.
desk-jobs = Work in the queue
desk-jobs-empty = The queue is empty. Everything is done.
desk-jobs-caption = What waits, runs or has failed
desk-work-approval-asked = Mail to those who are to approve
desk-work-approval-carried = Mail about a small correction
desk-work-approval-changed = Mail that a text has changed
desk-work-approval-complete = Mail that everybody has said yes
desk-work-approval-emergency = Mail to those who are to look through an urgent notice
desk-work-approval-moved = Mail to those who are to approve instead
desk-work-approval-nobody = Mail that nobody can approve
desk-work-approval-registered = Mail about a yes by telephone
desk-work-approval-reminder = Reminder of an approval
desk-work-approval-returned = Mail about a message that was sent back
desk-work-approval-unconfirmed = Mail about a yes that is not confirmed
desk-work-approval-withdrawn = Mail about a yes that was taken back
desk-work-approval-move = Questions that somebody else is to answer
desk-work-desk-forget-erased = Tidying up after an erasure
desk-work-dispatch-forget = Forgetting a recipient who has left
desk-work-dispatch-release = The list of those who are to have the mail
desk-work-dispatch-send = Sending of mails
desk-work-dispatch-trial = Trial mail
desk-work-dispatch-refused = Calls whoever is on call, because mails are refused
desk-work-access-asked = Mail about a change of access
desk-work-access-changed = Mail about one's own access
desk-work-access-objected = Mail about a change nobody asked for
desk-work-email-moved = Mail to an old address
desk-work-message-units-moved = Messages after a change of the organisation
desk-work-notice-mail = Mail from Traad
desk-work-password-link = Mail with a link to the password
desk-work-plan-units-moved = Plans after a change of the organisation
desk-work-publish-amend = Small correction on the public page
desk-work-publish-release = Publication
desk-work-publish-units-moved = Articles after a change of the organisation
desk-work-quotation-answered = Mail about the answer to a quotation
desk-work-quotation-asked = Mail about a quotation
desk-work-release-exempted = Mail about an exemption
desk-work-release-ground-lost = Plan that has lost its approval
desk-work-release-told = Mail to those whom it concerns
desk-work-release-trouble = Mail about a plan that cannot go out
desk-job-kind = Task
desk-job-state = State
desk-job-due = Time
desk-job-tries = Tries
desk-job-error = What went wrong
desk-job-waiting = waiting
desk-job-running = running
desk-job-failed = failed
desk-job-retry = Try again
desk-reviews = Urgent notices to look at
desk-review-row = { $who } sent it. Look { $when } at the latest.
desk-review-button = I have looked at it
desk-urgent = Send an urgent notice
desk-nav-board = Board
desk-nav-status = Machinery
desk-mails-lost = Not everybody has got the mail. Send it again, or open the dispatch and leave it.
desk-mails-lost-others = Not everybody has got the mail. Whoever may release for the unit can send it again.
event-job-retried = tried failed work again
desk-job-gone = Nothing here has failed
desk-job-gone-next = Somebody has tried it again, or it is done. See Machinery.
desk-unreachable = { $who } has no mail address in Traad. Call.
desk-job-about = To { $who }: “{ $subject }”
desk-unreached = The mail to { $who } did not arrive. Call, or ask those who run Traad to look at the address.
desk-stands-still = { $n ->
    [one] One piece of work stands still. See Machinery.
   *[other] { $n } pieces of work stand still. See Machinery.
 }
desk-resend = Send again
desk-api-title = API
desk-api-document = The whole description as OpenAPI 3.1
desk-api-token = Token
desk-api-token-help = Every call has a token. Whoever runs Traad makes it on the command line. It is shown this once. A token that only reads sees the whole municipality.
desk-api-scope = Scope
desk-api-scope-strategy = Read the strategy, its versions and adoptions.
desk-api-scope-messages = Read all messages, drafts too, their editions, checks and approvals.
desk-api-scope-releases = Read what was released, to whom and when.
desk-api-scope-deliveries = Read dispatches: how many deliveries wait, are sent or failed. Never an address.
desk-api-example = An example
desk-api-pages = Long lists come page by page, { $max } at a time at most. Send the answer's next as after to get those that follow.
desk-api-problems = When a call does not succeed, the answer is problem+json: what is in the way, and what you can do.
desk-api-endpoints = What you can read and do
desk-api-path = Call
desk-api-gives = Gives
desk-api-paged = Page by page.
desk-api-everybody = Everybody
desk-api-scope-plans = Reading communication plans and their activities.
desk-api-scope-write-messages = Writing messages: begin, save, correct, let findings stand, ask for approval.
desk-api-scope-write-approvals = Approving and sending back for the person.
desk-api-scope-write-releases = Planning, cancelling and taking down, erasing texts and stopping everything that leaves.
desk-api-scope-write-plans = Assessing needs, making plans and putting activities in the calendar.
desk-api-scope-write-strategy = Adding and adopting strategies.
desk-api-scope-check-language = Check the language of a text. The text is not kept.
desk-api-token-person = A token that does something acts for a person and may do what that person may. When the person leaves, the token stops working.
desk-api-write = Do something
desk-api-write-help = Send JSON. The rules of the strategy hold here too: the same must be approved, and staff hear first.
desk-api-key = Send an Idempotency-Key if you can. When the answer is lost, you may send the same again for a day: it happens once, and you get the same answer.
desk-see-plan = See the plan
desk-choose-plan = Choose a plan
desk-change-plan = Choose another plan
desk-waived = These findings stand, with a reason:
desk-waive = Let it stand
desk-waive-reason = Why can it stand?
desk-waive-button = Let it stand
desk-advice = { $n ->
    [one] One piece of advice on the text
   *[other] { $n } pieces of advice on the text
 }
desk-amend = A small correction is saved and still has its yes. Readers see it when you put it in.
desk-amend-button = Correct what is out
desk-draft-above = The message is out. Above it lies a draft that no reader sees. What is out changes by a correction.
desk-has-draft = draft above
desk-retract-link = Take the message down
desk-retract-title = Take the message down
desk-retracted-title = The message is taken down
desk-retract-lead = The page and its pictures disappear at once, from lists, search and feeds too. Mails that are not sent are not sent.
desk-retract-reason = Why is it to be taken down?
desk-retract-personal = It held something personal
desk-retract-personal-help = Then we erase the text in every edition of the message, in remarks and in the log. It cannot be undone, but you can also do it later.
desk-retract-button = Take down now
desk-retracted-done = The message is taken down.
desk-retracted-by = { $who } took the message down { $when }.
desk-retract-picture-goes = The picture "{ $picture }" is erased too.
desk-retract-picture-stays = The picture "{ $picture }" stays because other messages show it.
desk-retracted-back = The message comes back only by a new yes.
desk-erased = Erased
desk-had = Who has had it?
desk-had-since = Since { $since }.
desk-had-between = From { $since } until { $until }.
desk-by-hand = What you must clean up yourselves
desk-by-hand-channel = { $channel }: delete the post or text, if you have put it out.
desk-by-hand-feeds = Other websites that show our feeds: ask them to fetch the feed again.
desk-by-hand-search = Search engines: ask them to remove the page if they keep a copy.
desk-notify = If this was a breach of personal data, you have at most 72 hours from when you knew to notify the authority. If you knew when the message was taken down, the time limit is { $until } (General Data Protection Regulation, article 33).
desk-stop-help = Nothing is sent or published until you open again. Urgent notices and what the law demands go out all the same.
desk-stop-reason = Why do you stop?
desk-stop-done = Everything that leaves is stopped.
desk-stop-lifted-done = Things leave again. What waited goes out now.
desk-returned = Returned to you
desk-returned-row = { $who } returned it { $when }
desk-job-retried-done = The job is tried again.
desk-resent-done = The mails are in the queue again.
desk-settled-done = You leave the mails. They are not sent again.
desk-note-stuck = The message should have gone on and has not: { $kind ->
    [mail] the mails do not leave.
    [release] a page, a post or a mail is missing.
    [plan] its time has passed and it is not out.
    [plan-lost] its plan has ended without a release.
    [question] nobody can see that it waits for a yes.
   *[other] it waits for something that is not there.
 } Whoever is on call has been told.
desk-note-went-on = The message was stuck and has gone on.
desk-stuck = { $n ->
    [one] One message is stuck
   *[other] { $n } messages are stuck
 }
desk-stuck-plan = its time has passed and it is not out.
desk-stuck-plan-lost = its plan has ended and it never went out.
desk-stuck-release = it was released and is missing on a channel.
desk-stuck-mail = mails wait and nobody sends them.
desk-stuck-thread = its thread waits for something that is not there.
event-message-stuck = found that the message is stuck
desk-mail-stuck-subject = "{ $title }" is stuck
desk-mail-stuck-text = The message should have gone on more than ten minutes ago and has not.
desk-mail-stuck-next = See on the message’s page where it stands and what the mail server answers. Whoever runs Traad sees more in the engine room.
desk-mail-stuck-open = See the message
desk-mail-stuck-why = You get this mail because you wrote the message or are on call.
desk-send-go = See who gets it, and release
desk-send-title = Send { $what }
desk-send-and = and
desk-send-now = now
desk-send-to-internal = to { $number } staff
desk-send-to-internal-one = to one member of staff
desk-send-to-external = to { $number } readers
desk-send-to-external-one = to one reader
desk-send-to-everybody = to everybody on the website
desk-send-lead = { $n ->
    [one] Staff are one minute ahead.
   *[other] Staff are { $n } minutes ahead.
 }
desk-send-without = Not reached by mail
desk-send-no-address = { $n ->
    [one] One member of staff has no mail address.
   *[other] { $n } members of staff have no mail address.
 }
desk-send-before = Before you send
desk-send-yes = { $who } has approved edition { $number }.
desk-send-no-yes = There is no yes yet. The message goes out only once there is.
desk-send-fire = Send
desk-send-stop = You can stop what has not gone out yet. A mail that was sent cannot be called back.
desk-send-other = Another time
desk-send-see = See who gets it when
desk-trial = Try it first
desk-trial-button = Send a trial to myself
desk-trial-was = You had a trial { $when }.
desk-trial-lost = The trial of { $when } did not arrive. The mail server answers: { $problem }
desk-trial-same = The text is the same now.
desk-trial-old = The text has changed since.
desk-trial-done = The trial is on its way to your own mail.
desk-notice-open = The warning holds. Update it, or end it.
desk-notice-runs = The urgent notice still holds. Last updated { $when }.
desk-had-number = { $n ->
    [0] Nobody has had it.
    [one] One has had it.
   *[other] { $n } have had it.
 }
desk-had-spared = { $n ->
    [one] One does not get it.
   *[other] { $n } do not get it.
 }
desk-by-hand-mails = Mails that have arrived cannot be called back. Write to those who got them if they are to delete them.
desk-retract-hint = The reason is kept. Do not write what is personal in it.
desk-erased-title = The text is erased
desk-erase-title = Erase the text
desk-erase-heading = Erase the text
desk-erase-lead = The message is not out. It and its earlier editions are still kept here.
desk-erase-help = If something personal stood in the message, you can erase it now. We erase the text in every edition, in remarks and in the log. It cannot be undone.
desk-erase-reason = Why is the text to be erased?
desk-erase-button = Erase the text now
desk-erased-done = The text is erased.
desk-erased-by = { $who } erased the text in every edition of the message { $when }, and the pictures that no other message shows.
desk-left = What is personal may still stand here
desk-left-help = These messages belong to the one that was erased. They are not erased.
desk-left-unit = A message from { $unit }. Ask them to erase it.
desk-with = Are these messages to go with it?
desk-with-help = What you choose goes the same way: what is out is taken down, and what is planned or asked about is held back. A draft stays as it is unless you erase the text.
desk-relative-out = out
desk-relative-planned = planned
desk-relative-draft = draft
desk-relative-asked = sent for approval
desk-relative-erased = erased
desk-is-down = Taken down
desk-ask-down = Ask for the message to be taken down
desk-ask-down-link = Ask for the message to be taken down or erased
desk-ask-down-help = These can do it at once, and nobody else has to say yes. Ring if it is urgent.
desk-ring = tel. { $number }
desk-ask-erase = Ask for the text to be erased
desk-ask-down-button = Send it to them
desk-ask-down-done = They have had a mail about it. Ring as well if it is urgent.
desk-erase-link = Erase the text, if it holds something personal
desk-send-again = { $n ->
    [one] One had it by mail before it was taken down, and gets it again.
   *[other] { $n } had it by mail before it was taken down, and get it again.
 }
desk-api-retract = Take a message down, and erase it if something personal stood in it
desk-api-erase = Erase the text of a message that is not out
desk-api-stop = Stop everything that leaves
desk-api-open = Let everything go again
desk-copy = Data came back from a copy made { $when }. If you have taken anything down or erased anything since, it is there again. Go through the mails you had about it, and do it again.
desk-copy-who = Whoever runs the engine room says here when it is done.
desk-copy-reviewed = We have gone through it all
desk-copy-reviewed-done = Thank you. It is noted that you have gone through what the copy brought back.
desk-copy-none = There is no copy to go through
desk-copy-none-next = Somebody else may have done it. See the engine room.
event-copy-reviewed = has gone through what a copy brought back
desk-held = This waits until you open again
desk-held-none = Nothing waits right now.
desk-held-help = It goes out as soon as you open. If something is not to go out, stop it first on the message's page.
desk-held-mails = { $n ->
    [one] One mail has not been sent yet.
   *[other] { $n } mails have not been sent yet.
 }
desk-send-planned = The message has a time. If you send from here, the new one holds.
desk-send-when-open = as soon as sending is open again
desk-send-when-yes = as soon as there is a yes
desk-send-after = { $n ->
    [0] at the same time
    [one] one minute later
   *[other] { $n } minutes later
 }
desk-unexempt = Take the exemption back
desk-waits-review = No text waits for your yes. Urgent notices to look through stand by themselves.
desk-next-erased = The text is erased. If something about the same is to go out, write a new message.
desk-relative-down = taken down
desk-retract-revives = If you take the all-clear down, the warning holds again on the front page. Send a new all-clear if the danger is over.
desk-asked-down = { $who } asked { $when } for it to be taken down or erased.
desk-family = Belongs with
desk-had-waiting = { $n ->
    [one] One mail is not sent yet.
   *[other] { $n } mails are not sent yet.
 }
desk-notice-sent = The urgent notice holds. Sent { $when }.
