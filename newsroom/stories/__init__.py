"""One event, one story: fingerprints, merging, developments, voices, the summary."""
