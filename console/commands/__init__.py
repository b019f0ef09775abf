"""One file for each command; `console/cli.py` imports the one that is called."""
