"""Readings of the expression tree, one file each; none imports another."""
