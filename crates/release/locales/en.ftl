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
release-note-internal = Staff have been told.
release-note-external = { $channels ->
    [one] Out on one channel.
   *[other] Out on { $channels } channels.
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
event-release-scheduled = chose a time
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
release-retract-reason = Write in 10 to 1,000 characters why the message is to be taken down.
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
