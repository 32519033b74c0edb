"""The checks on rule sets, one file each; none imports another."""
