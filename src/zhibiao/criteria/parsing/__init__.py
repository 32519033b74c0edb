"""A wording into clauses: signs, numbers, ranges, scores, and what each clause says."""
