"""Importing this makes a process ready to read: for the server that workers are forked from.

What is loaded here once is shared by all workers, and a killed one is replaced within milliseconds.
"""

from newsroom.read.work import warm

warm()
