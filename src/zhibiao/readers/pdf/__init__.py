"""PDFs with a text layer, read in a process of their own that can be stopped."""
