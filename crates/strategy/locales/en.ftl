# The strategy.
strategy-nav = Strategy
strategy-none = No strategy has been adopted yet
strategy-none-next = Ask the operator of Traad to add the municipality's strategy.
strategy-invalid = The strategy cannot be read
strategy-invalid-next = Run "traad strategy check". It shows every problem with its line and a suggestion.
event-strategy-added = added a strategy
event-strategy-adopted = put the strategy in force
