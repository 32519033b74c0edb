"""One rule set compiled: scores of one form after the other, and what stands on the way to them."""
