# Dispatch.
dispatch-mail-preferences = Choose other topics or stop the mails
dispatch-mail-staff-page = Read it on the staff page
dispatch-mail-why-reader = You get this mail because you chose the topic with us.
dispatch-mail-why-staff = You get this mail because it concerns your workplace.
dispatch-nothing-unknown = There is nothing to send again
dispatch-nothing-unknown-next = The mails are on their way or have arrived, or the address no longer exists. If it does not, you can leave them.
dispatch-note-waits = The rest of the mails waits, because a yes was taken back. They go out by themselves when there is a yes again.
dispatch-note-waits-touched = The rest of the mails waits: the text was changed beside Traad. Tell those who run Traad.
dispatch-note-waits-cpr = The rest of the mails waits: a CPR number seems to stand in the text. Take the message down and write a new one.
dispatch-note-waits-quote = The rest of the mails waits for an answer of whoever is quoted. They go out by themselves when the answer is yes.
dispatch-note-goes-on = There is a yes again. The rest of the mails goes out.
dispatch-note-unknown = { $n ->
    [one] One mail may have arrived. Choose whether to send it again.
   *[other] { $n } mails may have arrived. Choose whether to send them again.
 }
dispatch-note-expired = { $n ->
    [one] One mail did not leave in time. Choose whether to send it now.
   *[other] { $n } mails did not leave in time. Choose whether to send them now.
 }
dispatch-note-failed = { $n ->
    [one] One mail did not arrive. See why, and choose whether to send it again.
   *[other] { $n } mails did not arrive. See why, and choose whether to send them again.
 }
dispatch-note-again = { $n ->
    [one] One mail is sent again.
   *[other] { $n } mails are sent again.
 }
dispatch-note-gone = { $n ->
    [one] One recipient has gone from the list. Ask those who run Traad.
   *[other] { $n } recipients have gone from the list. Ask those who run Traad.
 }
dispatch-note-went-on = What was in the way is gone. The rest of the mails goes out.
dispatch-note-nobody = Nobody got the mail, because there are no recipients. See whom it was for.
dispatch-note-retired = { $n ->
    [one] One list is out of use and has not got the mail. All other recipients get it.
   *[other] { $n } lists are out of use and have not got the mail. All other recipients get it.
 }
dispatch-note-spared = { $n ->
    [one] One mail was not sent, because there is a correction.
   *[other] { $n } mails were not sent, because there is a correction.
 }
dispatch-note-lost = { $n } mails did not arrive, or may not have. See why, and choose whether to send them again.
dispatch-note-some-failed = { $n ->
    [one] One mail did not arrive. The rest is handed over to the mail server.
   *[other] { $n } mails did not arrive. The rest is handed over to the mail server.
 }
dispatch-corrected = The message is corrected
dispatch-corrected-next = The old text must not come after the correction. If more are to hear, send them the correction.
dispatch-down = The message is taken down
dispatch-down-next = No more of it is sent. If it is to go out again, ask for a new yes.
dispatch-note-settled = { $n ->
    [one] One mail may not have arrived. It is not sent again.
   *[other] { $n } mails may not have arrived. They are not sent again.
 }
dispatch-note-arrived = All mails are handed over to the mail server now.
dispatch-state-queued = waiting
dispatch-state-held = next in turn
dispatch-state-attempting = being sent
dispatch-state-accepted = sent
dispatch-state-failed = did not arrive
dispatch-state-unknown = may have arrived
dispatch-state-suppressed = not sent
dispatch-state-expired = did not leave in time
event-dispatch-made = wrote down the recipients
event-dispatch-finished = sent mails
event-dispatch-finished-lost = sent mails: { $accepted } handed over, { $failed } refused, { $expired } did not leave in time, { $unknown } may have arrived
event-unknown-resent = sent again
event-dispatch-settled = left the last mails as they are
dispatch-api-dispatches = The dispatches of the message, and how many deliveries stand where
dispatch-api-deliveries = Each delivery of a dispatch: how far it is, never to whom.
dispatch-page-lead = { $total } are to have the mail. The dispatch is from { $when }.
dispatch-page-fine = Every mail was handed to the mail server. Whether they reached the inbox too we do not know.
dispatch-page-not-arrived = Not arrived, or perhaps not
dispatch-page-who = Recipient
dispatch-page-state = State
dispatch-page-attempts = Attempts
dispatch-page-problem = What the other side said
dispatch-page-resend = Send again
dispatch-page-settle = Leave them
dispatch-page-settle-hint = Did some not arrive? Send them again, or leave them. Then you are not reminded of them any more.
dispatch-page-max = The page shows at most { $max }.
dispatch-trial-mark = Trial:
dispatch-trial-cpr = A CPR number stands in the text
dispatch-trial-cpr-next = Take it out. Then you can send a trial.
dispatch-trial-no-email = You have no mail address in Traad
dispatch-trial-no-email-next = Look at the message in each channel instead.
dispatch-trial-many = You have had { $max } trials within an hour
dispatch-trial-many-next = Wait a little, or look at the message in each channel.
dispatch-trial-body = This is a trial. Only you have got it.
dispatch-api-resend = Sends again the mails that did not arrive, or may not have
dispatch-api-settle = Leaves the mails that did not arrive as they are
dispatch-api-trial = Sends a trial of the message to the person of the token, and to nobody else.
dispatch-mail-refused-subject = The mail server refuses most mails
dispatch-mail-refused-text = { $refused } of { $total } mails of a dispatch were refused. That looks like a fault of the mail server and not of the readers. No reader is deleted or paused.
dispatch-mail-refused-next = See what the server answers, and have the fault mended. Then send the mails again from the page.
dispatch-mail-refused-open = See the dispatch
dispatch-mail-refused-why = You get this mail because you are on call for communications.
