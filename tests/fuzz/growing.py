growth_of=None
