"""From a rule set to its trees: scores, and the sums around them."""
