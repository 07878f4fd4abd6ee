"""Text to blocks with spans, a reader for each dialect.

Every reader takes any string, never raises, and gives a `Document` whose
spans are code-point offsets into that string. Nothing here knows about talks.
"""
