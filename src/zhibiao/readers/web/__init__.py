"""HTML pages, and what office programs save as HTML under the name of a document."""
