"""What an editor shows of notes, one file for each feature: pure functions from `Notes` to plain data."""
