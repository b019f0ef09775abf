"""The sample newswire: a small invented world, served on loopback and crawled like the real one."""
