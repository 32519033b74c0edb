"""What every test shares: Hypothesis' profiles and a loader with the built-in schemes."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.rules import make_loader
from zhibiao.loading.rulesets import Loader

# A CI run is the same each time; elsewhere each run tries new examples.
_CI = os.environ.get("CI") == "true"
for _name, _examples in (("default", 100), ("thorough", 2000)):
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        derandomize=_CI,
        suppress_health_check=[HealthCheck.too_slow],
    )
# Each mutant runs the laws anew: a few examples, always the same, and no search for a smaller one.
settings.register_profile(
    "mutation",
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def loader() -> Loader:
    """A loader that knows the built-in scheme kinds."""
    return make_loader()
