"""What a selection grows to."""
