"""From a document to its forms: headers found by their words, cells put under them, prose read.

A form is what the document says, never what it should say. Nothing here opens a file (that is
``readers``), knows a rule set or judges; what cannot be placed stays raw and is said.
"""

from zhibiao.interpreting.interpret import Interpretation, interpret

__all__ = ["Interpretation", "interpret"]
