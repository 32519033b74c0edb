"""Many at once: folders of files over processes, and tables of figures by Polars or Spark."""
