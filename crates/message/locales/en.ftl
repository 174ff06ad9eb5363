# Messages and editions.
message-not-your-unit = You cannot write for { $unit }
message-not-your-unit-next = Choose a unit of your own, or ask Communications for help.
message-note-goal = The message works for a goal of the strategy.
message-note-no-goal = Choose the goal that the message works for.
message-note-edition = Edition { $number }. { $channels ->
    [one] One channel.
   *[other] { $channels } channels.
 }
message-field-title = Title
message-field-main-point = Main point
message-field-body = Text
message-field-internal-text = For staff
message-field-role = Role
message-field-contact = Contact
message-field-channels = Channels
message-field-topics = Topics
message-field-decision = Decision
message-field-variants = Text for a channel
message-field-character = Kind of news
message-character-good = Good news
message-character-neutral = Neutral news
message-character-hard = Hard news
message-side-internal = Staff only
message-side-external = Citizens and others outside
event-message-started = began the message
event-edition-saved = saved an edition
message-api-list = Messages, newest first, drafts too
message-api-one = One message with what it says
message-api-editions = The editions of the message, newest first
message-api-thread = The red thread of the message, step by step
message-note-plan = Is part of the plan "{ $title }".
message-note-no-plan = Belongs to no plan.
event-plan-joined = chose the plan
