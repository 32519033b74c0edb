"""The built-in scheme kinds, one file each; none imports another."""
