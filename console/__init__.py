"""The operator's desk: the command line, and the wiring of all rooms."""
