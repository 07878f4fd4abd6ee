"""Web links in the editor: the process that asks the network, what is known, and what its user can have done."""
