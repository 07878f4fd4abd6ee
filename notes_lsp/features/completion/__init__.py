"""What may be written at the cursor: one module for each kind of thing."""
