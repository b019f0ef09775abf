"""The way out: a change becomes an alert, and an alert becomes one message per chat."""
