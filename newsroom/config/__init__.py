"""The operator's YAML becomes one frozen Settings, or every mistake in it."""
