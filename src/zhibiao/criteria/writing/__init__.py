"""A scheme back into words."""
