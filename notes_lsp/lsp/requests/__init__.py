"""One module for each feature: convert the question, ask the feature, convert its answer.

They are named in `notes_lsp.lsp.methods` and imported when a client first asks for them.
"""
