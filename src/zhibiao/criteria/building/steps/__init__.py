"""Steps: where they begin, how far they go, and cut-offs beside them."""
