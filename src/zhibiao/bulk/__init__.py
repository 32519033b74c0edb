"""Many forms at once: tables in, scores out, with Polars in one process or mapped by Spark."""
