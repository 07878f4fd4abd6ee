"""The only layer that touches the disk: finding files, reading them, checking many of them.

What it cannot do (a path that is not there, a file that is no text) it returns as
a problem in plain words, so that one bad file never costs the others their check.
"""
