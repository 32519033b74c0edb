"""The one-file HTML report: views hold what is shown, templates say how. The home of Jinja2."""
