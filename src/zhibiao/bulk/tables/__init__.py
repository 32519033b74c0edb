"""Tables of figures in, tables of scores out: with Polars in one process, or mapped by Spark."""
