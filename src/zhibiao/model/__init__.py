"""What rule sets, forms and scorecards are: frozen classes with little behaviour of their own.

Files are read in ``loading``, scores are made in ``scoring``.
"""
