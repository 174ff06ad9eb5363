# The red thread: steps and states.
thread-step-goal = Goal and principle
thread-step-plan = Plan
thread-step-message = Message
thread-step-checks = Checks
thread-step-approval = Approval
thread-step-internal = Internal first
thread-step-channels = Release
thread-step-dialogue = Replies and questions
thread-step-result = Result
thread-state-missing = not begun
thread-state-waiting = waiting
thread-state-done = done
thread-state-broken = something is in the way
thread-state-skipped = not needed
thread-dots-done = All steps are done
