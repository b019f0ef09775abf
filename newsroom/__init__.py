"""The middle: reads, judges and remembers. No network, no Telegram, no timers."""
