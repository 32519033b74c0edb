"""What a run of mutants is judged by, and whether the lists of rooms and survivors hold."""

from __future__ import annotations

import tomli

from tests.mutation.room import HERE, ROOT, TYPE_CHECK, Mutant, changed_lines, configuration, rooms
from tests.mutation.run import explanations, judge

DEAD = [Mutant("m.f", "", "killed")] * 18 + [Mutant("m.f", "", "timeout")]
ALIVE = Mutant("m.f", "- a < b\n+ a <= b", "survived")
EXPLAINED = {"function": "m.f", "change": "\n- a < b\n+ a <= b\n", "why": "a is never b"}


def test_one_in_twenty_may_live_when_it_is_explained() -> None:
    """A survivor with its reason passes, up to one in twenty."""
    assert judge([*DEAD, ALIVE], [EXPLAINED]).passed
    assert not judge([*DEAD[1:], ALIVE], [EXPLAINED]).passed


def test_a_survivor_without_a_reason_fails() -> None:
    """However few live, each needs its own reason."""
    outcome = judge([*DEAD, *DEAD, ALIVE], [EXPLAINED | {"function": "m.g"}])
    assert not outcome.passed
    assert outcome.unexplained == (ALIVE,)
    assert "- a < b" in str(outcome)


def test_one_reason_may_speak_for_several_functions() -> None:
    """A pattern explains the same change wherever it fits, and nothing else."""
    assert judge([*DEAD, ALIVE], [EXPLAINED | {"function": "m.*"}]).passed
    assert not judge([*DEAD, ALIVE], [EXPLAINED | {"function": "n.*"}]).passed


def test_a_reason_whose_mutant_is_dead_is_named() -> None:
    """What a newer test kills need not be explained any longer."""
    outcome = judge(DEAD, [EXPLAINED])
    assert outcome.passed
    assert outcome.outdated == (EXPLAINED,)
    assert "no longer alive: m.f" in str(outcome)


def test_what_mypy_refuses_is_not_counted() -> None:
    """A mutant that could not be merged is neither alive nor dead."""
    refused = [Mutant("m.f", "", "caught by type check")] * 100
    assert judge([*DEAD, *refused], []).viable == len(DEAD)
    assert not judge([*DEAD[1:], *refused, ALIVE], [EXPLAINED]).passed


def test_what_no_test_enters_is_alive() -> None:
    """A mutant without a test counts as one that lives."""
    untested = Mutant("m.f", "- a\n+ b", "no tests")
    assert judge([*DEAD, untested], []).unexplained == (untested,)


def test_a_change_is_told_by_its_lines_alone() -> None:
    """Neither the numbers of lines nor the indent belong to a change."""
    diff = "--- f\n+++ f\n@@ -1,3 +1,3 @@\n def f():\n-    return 1\n+    return 2\n"
    assert changed_lines(diff) == "- return 1\n+ return 2"


def test_a_room_narrows_the_configuration() -> None:
    """A room's configuration is the project's, with the room's modules and tests."""
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    room = rooms()["exact"]
    narrowed = tomli.loads(configuration(room, written, types=True))
    added = {
        "only_mutate": list(room.modules),
        "pytest_add_cli_args_test_selection": list(room.tests),
        "type_check_command": list(TYPE_CHECK),
    }
    whole = tomli.loads(written)
    assert narrowed["tool"].pop("mutmut") == whole["tool"].pop("mutmut") | added
    assert narrowed == whole


def test_each_room_is_there() -> None:
    """The modules and the tests of a room exist."""
    for room in rooms().values():
        assert all(list(ROOT.glob(pattern)) for pattern in room.modules)
        assert all((ROOT / place.partition("::")[0]).exists() for place in room.tests)


def test_each_survivor_is_explained_once() -> None:
    """A survivor belongs to a room, says what changes and why it may live, and stands once."""
    listed = tomli.loads((HERE / "survivors.toml").read_text(encoding="utf-8"))
    assert set(listed) <= set(rooms())
    for room in listed:
        entries = explanations(room)
        assert all(set(entry) == {"function", "change", "why"} for entry in entries)
        assert all(entry["why"].strip() for entry in entries)
        places = [(entry["function"], entry["change"].strip()) for entry in entries]
        assert len(places) == len(set(places))
