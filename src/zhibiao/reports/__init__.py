"""Scorecards, findings and rule sets as people and programs read them; nothing is computed."""
