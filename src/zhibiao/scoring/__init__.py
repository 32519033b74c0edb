"""A rule set meets a form: words to ids, figures to evidence, evidence to a scorecard."""
