"""Blocks to roles: which of them is the conference, a day, a talk, a speaker, a time."""
