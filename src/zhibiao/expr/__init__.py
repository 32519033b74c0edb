"""The closed expression tree that every rule is lowered to, and what can be known of it."""
