"""Many at once: folders of files over processes; tables by Polars, or mapped by Spark."""
