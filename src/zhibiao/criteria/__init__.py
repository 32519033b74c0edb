"""A criterion's wording → a scheme, and a scheme → its wording. The two test each other.

This layer knows schemes and words, and neither rule sets nor forms.
"""

from zhibiao.criteria.document import ruleset_toml
from zhibiao.criteria.pattern import CriterionPattern, Understood, criterion_pattern
from zhibiao.criteria.reading import Reading, read
from zhibiao.criteria.writing.wording import write

__all__ = [
    "CriterionPattern",
    "Reading",
    "Understood",
    "criterion_pattern",
    "read",
    "ruleset_toml",
    "write",
]
