# Release.
release-stopped = { $who } has stopped everything that leaves. { $reason }
release-stopped-next = The message goes out when it is opened again. If it is urgent, call whoever is on call.
release-is-out = The message is out already
release-is-out-next = Make a correction if it is to say something else. If it is to go, take it down.
release-no-channel = There is no channel to release on
release-no-channel-next = Choose a channel in the message.
release-internal-first = Staff are to hear it first
release-internal-first-next = Release internally and wait for the lead time. Where there is danger, use an exemption.
release-lead-time = Staff read first. The message can go out at { $clock }
release-lead-time-next = Choose a later time, or wait.
release-reason-length = Write a reason of 10 to 1,000 characters.
release-no-internal-first = The strategy does not ask for internal first
release-no-such-exemption = Choose one of the strategy's exemptions.
release-not-granter = You cannot grant an exception from internal first
release-not-granter-next = Ask your head or whoever is on call in Communications.
release-time-wrong = Choose a time that has not passed and lies within two years.
release-note-internal = Released to staff.
release-note-external = { $channels ->
    [one] Released on one channel.
   *[other] Released on { $channels } channels.
 } { $manual ->
    [0] {""}
    [one] One text is to be copied.
   *[other] { $manual } texts are to be copied.
 }
release-note-internal-due = Staff are told { $at }.
release-note-external-due = Goes out { $at }.
release-note-cancelled = The release was stopped. Choose a new time.
release-note-missed = The time passed and the message did not go out. Choose a new one.
release-note-restored = The time was taken away because data came back from a copy. See whether the message is out, and choose a new one.
event-release-internal = released internally
event-release-external = released externally
event-release-scheduled = chose a time{ $times }
event-release-cancelled = stopped the release
event-release-missed = let the time pass, because something was in the way
event-internal-first-exempted = granted an exception from internal first
event-crisis-stop = stopped or reopened everything that leaves
release-api-releases = The releases of the message: to whom, when and on which ground
release-api-times = When the message is planned to reach staff and readers.
release-api-plan = Plans the release. Staff get it first where the strategy asks for it.
release-api-cancel = Takes the planned times away.
release-api-exempt = Lets the message go out before staff have heard it, with a reason.
release-quiet = The strategy wants quiet at that time
release-quiet-next = Choose a time from { $until }.
release-load-full = The recipients have had enough: the strategy says at most { $max } messages in { $days } days
release-load-full-next = Choose a later time, or put the message together with another.
release-load-line = { $name }: { $sent } in the last { $days } days, { $coming } coming. The strategy says at most { $max }.
release-not-publisher = You may not publish in { $channel }
release-not-publisher-next = Ask somebody who may to publish it, or take the channel away. The strategy says who they are.
release-closed-channel = You may not publish in { $channel } yourself. Ask somebody who may.
release-load-exempt-line = { $name }: { $sent } in the last { $days } days, { $coming } coming. That is more than the strategy's { $max }, but this message may go all the same.
release-load-full-line = { $name }: { $sent } in the last { $days } days, { $coming } coming. That is more than the strategy's { $max }. Can the message wait or be put together with another?
release-quiet-now = The strategy would like quiet right now. The next good time is { $until }.
release-only-by-correction = What is out changes by a correction
release-only-by-correction-next = Make a correction. Then readers can see what has changed.
release-nothing-out = The message is not out
release-nothing-out-next = There is nothing to take down. If it is planned, stop the release.
release-retract-reason = Write in 10 to 1,000 characters why.
release-stop-reason = Write in 5 to 500 characters why you stop.
release-stopped-already = Everything that leaves is stopped already
release-not-stopped = Nothing is stopped
release-note-retracted = { $who } has taken the message down.
release-note-yes-void = The message was taken down. It comes back only by a new yes.
release-note-missed-next = Choose a new time on the message's page.
event-release-plan-lost = ended the plan, because there is no yes any more
event-release-amended = put a small correction into what is out
event-release-retracted = took the message down
release-mail-trouble-subject = "{ $title }" does not go out as planned
release-mail-trouble-text = The message was to go out { $due }, but it cannot.
release-mail-trouble-next = See on the message's page what you can do.
release-mail-trouble-open = See the message
release-mail-trouble-why = You get this mail because you wrote or planned the message.
release-stop = Everything that leaves is stopped
release-stop-by = { $who } stopped { $when }.
release-stop-not = Urgent notices and what the law demands go out all the same.
release-note-held-back = { $who } has held the message back, because it belongs to one that was taken down.
release-erase-is-out = The message is out
release-erase-is-out-next = Take it down first, or take it down and erase in one go.
release-erased-already = The text is erased
release-erased-already-next = There is nothing left to erase.
event-message-erased = erased the text
release-mail-told-why = You get this mail because you wrote, planned or were to approve the message.
release-mail-cancelled-subject = The release of "{ $title }" was stopped
release-mail-cancelled-text = { $who } has stopped the release that was set for { $due }.
release-mail-cancelled-next = The message goes out once somebody chooses a new time.
release-mail-retracted-subject = "{ $title }" was taken down
release-mail-retracted-text = { $who } has taken the message down. The reason is: { $reason }
release-mail-retracted-next = Nobody can see it any more. The page says who had it, and what you must clean up yourselves.
release-mail-erased-subject = The text of a message was erased
release-mail-erased-text = { $who } has erased the text of a message that you wrote, planned or were to approve. The reason is: { $reason }
release-mail-erased-next = Nobody can see it. If somebody has had it, the page says who, and what you must clean up yourselves.
release-mail-held-back-subject = "{ $title }" was held back
release-mail-held-back-text = { $who } has held the message back, because it belongs to one that was taken down.
release-mail-held-back-next = If it is to go out all the same, ask for a new yes.
release-note-superseded = The rest does not go out, because a correction was made.
release-mail-related-subject = See whether “{ $title }” must come down too
release-mail-related-text = { $who } has taken a message down or erased it. “{ $title }” belongs to it and did not go with it.
release-mail-related-next = See whether it says the same. You can take it down or erase its text on the page.
release-mail-revived-subject = “{ $title }” holds again
release-mail-revived-text = { $who } has taken down the message that said that the danger is over. So “{ $title }” stands at the top of the front page again.
release-mail-revived-next = If it does not hold, end it again or take it down.
release-mail-revived-why = You get this mail because you wrote the message or are on call for communications.
release-mail-on-call-why = You get this mail because you are on call for communications, and those whom it concerns are not here any more.
release-mail-asked-down-subject = Can you take “{ $title }” down?
release-mail-asked-down-text = { $who } asks for it to be taken down or erased. The reason is: { $reason }
release-mail-asked-down-next = You can do it on the page at once. Nobody else has to say yes.
release-mail-asked-down-why = You get this mail because you head the sender or are on call.
event-release-asked-down = asked for the message to be taken down
release-asked-down-already = They have just been told
release-asked-down-already-next = If it is urgent, ring them. You can ask again in a quarter of an hour.
release-mail-waits-subject = The rest of “{ $title }” waits
release-mail-waits-text = { $reason ->
    [touched] The text was changed beside Traad. The mails that were not sent wait.
    [cpr] A CPR number seems to stand in the text. The mails that were not sent wait.
    [quote] Whoever is quoted has not said yes. The mails that were not sent wait.
   *[yes] A yes was taken back while the mails went out. Those that were not sent wait.
 }
release-mail-waits-next = { $reason ->
    [touched] Tell those who run Traad. If the rest is not to go out, take the message down.
    [cpr] Take the message down and write a new one without the number.
    [quote] The rest goes out by itself when the answer is yes. If it is not to go out, take the message down.
   *[yes] Ask for a new yes. Then the rest goes out by itself. If it is not to go out, take it down.
 }
release-mail-spared-subject = The rest of the mails “{ $title }” is not sent
release-mail-spared-text = A correction of the message was made. { $reason ->
    [one] So one mail with the old text was not sent.
   *[other] So { $reason } mails with the old text were not sent.
 }
release-mail-spared-next = See who gets the correction on its own page. If more are to have it, choose so there.
release-mail-lost-subject = Not everybody has got the mail “{ $title }”
release-mail-lost-text = { $reason ->
    [0] The mail was sent to nobody, because there are no recipients.
    [retired] A list that the mail was for is out of use. Those on it have not got the mail. Everybody else gets it.
    [one] One mail could not be handed over, or we do not know whether it arrived.
   *[other] { $reason } mails could not be handed over, or we do not know whether they arrived.
 } { $who ->
    [staff] It is about mails to staff.
   *[readers] It is about mails to readers.
 }
release-mail-lost-next = { $reason ->
    [0] Open the message to see whom it was for.
    [retired] If they are to have it, write a new message to them.
   *[other] Open the message to see why. Whoever may release for the unit can send again from there.
 }
release-mail-superseded-subject = "{ $title }" does not go out to the rest
release-mail-superseded-text = A correction of the message was made. So the original message does not go out { $due }.
release-mail-superseded-next = See who gets the correction on its own page. If more are to have it, choose so there.
release-api-amend = Put a small correction where the text is out
release-late-quiet = The time has passed, and now the strategy wants quiet. The message goes out { $until }
release-late-quiet-next = If it has to go before, choose a time on the page of the message.
release-text-changed = The text has changed since you opened the page. { $who } has saved version { $number }
release-text-changed-next = See it in each channel, and then send it. Nothing has been sent yet.
release-plan-changed = The plan has changed since you opened the page
release-plan-changed-next = See when the message goes out now, and send again if you want something else. Nothing has changed yet.
release-exempt-stopped = Everything that leaves is stopped, and what the law requires goes out all the same. So only Communications can choose that reason now
release-exempt-stopped-next = Ring communications on call if the law requires the message to go out now.
release-not-exempt = The message does not go past internal first
event-internal-first-restored = took the exemption from internal first back
release-mail-exempted-subject = "{ $title }" goes past internal first
release-mail-exempted-text = { $who } has chosen that everybody gets the message at once. The reason is: { $reason }
release-mail-exempted-stop = The message is required by law. So it goes out even when everything that leaves is stopped.
release-mail-exempted-next = If you disagree, ring whoever chose it. You can take the exemption back on the page of the message until it is out.
release-mail-exempted-why = You get this mail because you said yes to the message or are on call.
release-note-erased = { $who } has erased the text.
release-corrected = The correction is out
release-corrected-next = The original message must not come after it. If more are to know, send the correction to them.
release-note-plan-erased = The plan was stopped, because the text is erased.
release-note-asked-no-more = Nobody is asked for a yes any more.
release-note-yes-gone = No yes counts any more. Ask for a new one if the message is to go out.
release-exempt-own = You wrote the message, and everything that leaves is stopped. So you cannot choose that reason yourself
release-exempt-own-next = Ask a colleague in Communications to choose it.
release-mail-moved-subject = "{ $title }" has another time
release-mail-moved-text = { $who } has chosen another time. The message goes out { $due } now.
release-mail-moved-next = If you said yes and the time does not suit, take your yes back on the page.
release-yes-changed = Somebody has said yes, or taken a yes back, since you opened the page
release-yes-changed-next = See when the message goes out now, and send again.
release-not-planned = The message has no time to stop
release-not-planned-next = It is out, stopped or taken down. See on its page what is so.
release-down-already = The message was taken down already
release-down-already-next = If it held something personal, you can erase the text on this page.
release-asked-down-often = You have asked about many within the last hour
release-asked-down-often-next = Ring one of them, and say which messages it is about.
