"""The example package, built and installed as a city would install it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fresh import build_wheel, fresh
from tests.rules import ROOT

CITY = ROOT / "examples" / "city_plugin"
RULES = "cn-139900/department/2024"
FORM = """
form = 1
title = "灯城部门整体支出绩效自评表"
division = "139900"
scope = "department"
fiscal_year = 2024

[[rows]]
label = "亮灯率"
points = 20
actual = "96%"
claimed = 20
reason = "/"

[[rows]]
label = "有效投诉"
points = 10
actual = "2次"
claimed = 2.5
reason = "投诉两起"
"""


def test_the_city_works_from_its_wheel_in_a_fresh_environment(tmp_path: Path) -> None:
    """Listed with all its hooks, linted, tested, scored, audited; and gone with --no-plugins."""
    place = fresh(tmp_path / "env")
    place.install(build_wheel(CITY, tmp_path / "wheels"))

    listed = json.loads(place.run("zhibiao", "plugins", "--json").stdout)
    (city,) = [one for one in listed["plugins"] if one["name"] == "lantern-city"]
    assert (city["package"], city["version"]) == ("lantern-city-rules", "1.0.0")
    assert (city["active"], city["faults"], len(city["hooks"])) == (True, [], 6)

    ids = [r["id"] for r in json.loads(place.run("zhibiao", "list", "--json").stdout)["rulesets"]]
    assert RULES in ids
    problems = json.loads(place.run("zhibiao", "lint", RULES, "--json").stdout)["problems"]
    assert [one["code"] for one in problems] == ["runs-python"]
    (tested,) = json.loads(place.run("zhibiao", "test", RULES, "--json").stdout)["rulesets"]
    assert (tested["failed"], tested["laws"]) == (0, {})

    form = tmp_path / "lamps.form.toml"
    form.write_text(FORM, encoding="utf-8")
    card = json.loads(place.run("zhibiao", "score", RULES, str(form), "--json").stdout)
    lows = {one["id"]: one["low"] for one in card["indicators"]}
    assert (lows["lamps"], lows["complaints_handled"]) == ("10", "2.5")
    audited = json.loads(place.run("zhibiao", "audit", str(form), "--json", status=1).stdout)
    (found,) = audited["files"][0]["forms"]
    checks = {one["check"] for one in found["findings"]}
    assert found["ruleset"] == RULES
    assert {"heading-without-year", "impossible-score"} & checks
    assert "score-contradicts-criterion" in checks

    wording = json.loads(
        place.run(
            "zhibiao", "criterion", "每发生一起，得分减半。", "--points", "10", "--json"
        ).stdout
    )
    assert wording["scheme"]["kind"] == "halving"
    scores = json.loads(place.run("zhibiao", "halving", "8", "--json").stdout)["scores"]
    assert scores == ["8", "4", "2", "1", "0.5"]

    place.run("zhibiao", "lint", RULES, "--no-plugins", status=2)
    assert (
        "No such command" in place.run("zhibiao", "halving", "8", "--no-plugins", status=2).stderr
    )
