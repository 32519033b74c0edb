"""What the report says in sentences: figures with their sentence, goals and dates."""
