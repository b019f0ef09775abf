"""What a vote at the United Nations is: its symbols, its countries, and how pages tell of it."""
