"""Several rules in one wording, and the names of their measures."""
