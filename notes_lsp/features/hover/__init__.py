"""What is shown of the thing under the pointer: one module for each kind of thing."""
