"""What is wrong in single clauses, told by how they are written or what they mean alone."""
