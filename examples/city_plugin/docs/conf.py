"""Settings for Sphinx: ``sphinx-build docs docs/_build`` makes the page."""

project = "lantern-city-rules"
extensions = ["zhibiao.sphinxext"]
exclude_patterns = ["_build"]
