"""What is found out on the web: the network, and the cache of what was found out.

The only layer that asks anybody outside. It knows addresses and verdicts (`notes_lsp.links`) and nothing of notes.
"""
