"""From one place to others: definition, references, highlight, document links."""
