"""The checks on forms, one file each; none imports another."""
