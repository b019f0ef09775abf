"""What is remembered: the protocol, the schema, and the databases that keep it."""
