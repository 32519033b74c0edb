"""Plain texts: what extraction tools make of documents, Markdown tables, and CSV."""
