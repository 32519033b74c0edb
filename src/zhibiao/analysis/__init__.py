"""What scorecards say together: two editions beside each other, and what would move a score."""
