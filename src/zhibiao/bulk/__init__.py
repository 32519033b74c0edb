"""Many at once: folders of files over processes; tables of figures by Polars, or mapped by Spark."""
