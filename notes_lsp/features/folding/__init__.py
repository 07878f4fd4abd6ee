"""What can be folded away."""
