"""What a writer of notes would want to fix, one file for each rule.

Rules are pure: they look at `Notes` and at what a `Surroundings` tells them of
other files, and give findings. The editor and ``--check`` run the same ones.
"""
