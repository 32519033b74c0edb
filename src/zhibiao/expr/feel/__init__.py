"""The FEEL subset in which formulas and tests are written, from text to expression tree.

``parsing`` turns text into a syntax tree (the only home of lark), ``lowering`` gives it a
meaning in a scope of names, ``functions`` holds the built-in functions and ``bounds`` the
reading of one-sided tests. Neither loops, attribute access, dates nor host calls exist.

Source: OMG Decision Model and Notation 1.4, chapter 10 (FEEL); percent literals are ours.
"""
