"""The language server: the only layer that knows of LSP, its positions and its messages.

A request function converts what it was asked, calls the feature, and converts what that gives. All state is changed on
one loop, one message after the other; what a request works on is a value that no later edit changes.
"""
