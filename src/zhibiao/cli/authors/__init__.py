"""The verbs of authors: what makes rule sets, reads wordings, compares editions, lists plug-ins."""
