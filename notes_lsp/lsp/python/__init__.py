"""Python in snippets: the process that knows it, how that is kept alive, and which requests it is asked for."""
