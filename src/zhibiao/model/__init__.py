"""What rule sets, forms, scorecards and findings are: frozen classes without behaviour of their
own beyond reading themselves. Files are read in ``loading``, scores made in ``scoring``."""
