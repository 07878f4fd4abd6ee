"""Python inside notes: which lines are code, and how places in the notes and in a module of that code correspond.

All here is pure. What Jedi says about such a module is asked elsewhere.
"""
