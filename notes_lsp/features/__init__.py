"""What an editor shows of notes: pure functions from `Notes` to plain data.

A feature is one public function in the module of its name: here, or in the package of its name where it needs helpers
of its own (`hover/hover.py`). `linking` is what links say and where they lead; most packages build on it.
"""
