"""Many at once: work on whole folders, spread over processes."""
