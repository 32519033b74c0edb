"""Which rule set a form is scored by, and why that one."""
