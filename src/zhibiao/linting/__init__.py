"""Rule sets are checked: what loads can still be wrong, unclear or untested."""
