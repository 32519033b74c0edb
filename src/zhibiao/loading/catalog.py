"""The rule sets known here: folders, ids, headings; and loading one by id, path or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from zhibiao.errors import NotFoundError, PluginError, RuleSetError
from zhibiao.loading.toml import Document, UnreadableError, parse, read_bytes, read_file
from zhibiao.messages import Message, Text, say
from zhibiao.messages import catalog as texts
from zhibiao.model.case import Case
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet

if TYPE_CHECKING:
    from zhibiao.loading.rulesets import Loader

_ID = re.compile(r"(?:^|/)((?:cn|cn-\d{6})/[^/]+/[^/]+)$")
CASES = ".cases.toml"
HEADING = "ruleset"
MARKS = frozenset(("language", "jurisdiction", "scope", "fiscal_year", "extends"))
"""What a rule set says of itself besides; a broken or inheriting one may leave out most of it."""
Stamp = tuple[int, int]
KEPT = 128
"""So many rule sets stay loaded, so that memory does not grow with a folder."""


@frozen
class Folder:
    """A folder of rule sets, or a single one, and who brought it."""

    path: Path
    origin: str | Text

    @property
    def shown(self) -> str:
        """The folder's name in messages, without the way to it."""
        own = self.path.parents[2] if self._is_deep_file else self.path
        return own.name or own.as_posix()

    @property
    def _is_deep_file(self) -> bool:
        """Whether it is a single file that lies as deep as its id says."""
        return self.path.is_file() and id_of(self.path).count("/") == 2


@frozen
class Entry:
    """One rule-set file."""

    id: str
    path: Path
    folder: Folder

    @property
    def name(self) -> str:
        """What the file is called in messages and scorecards."""
        if isinstance(self.folder.origin, str):
            return self.path.as_posix()
        return f"{self.folder.shown}/{self.id}.toml"

    @property
    def cases(self) -> Path:
        """The file of worked cases beside it, which need not exist."""
        return self.path.with_name(self.path.stem + CASES)


@frozen
class Summary:
    """What a list shows of a rule set: read from its heading alone."""

    id: str
    title: str
    jurisdiction: str
    scope: str
    fiscal_year: int
    origin: str | Text
    path: Path


def is_ruleset_file(path: Path) -> bool:
    """Whether a file is a rule set by its name."""
    return path.suffix == ".toml" and not path.name.endswith((CASES, ".form.toml"))


def holds_ruleset(path: Path) -> bool:
    """Whether a file is a rule set by its name and by what stands in it.

    Other TOML is none, and neither is what cannot be read at all: whoever looks through a folder
    that is not all rule sets has no use for the faults of the rest.
    """
    if not is_ruleset_file(path):
        return False
    try:
        raw = read_bytes(path)
        if HEADING.encode() not in raw:  # most TOML, and parsing it takes long
            return False
        values = parse(raw, path.name).values
    except UnreadableError:
        return False
    heading = values.get(HEADING)
    return isinstance(heading, dict) and not MARKS.isdisjoint((*values, *heading))


def id_of(path: Path) -> str:
    """The id that a path gives: the last three parts, where they look like one."""
    plain = path.with_suffix("").as_posix()
    found = _ID.search(plain)
    return found[1] if found else path.stem


def files_in(folder: Path) -> Iterable[Path]:
    """The rule-set files in a folder and below, in order; a file is the only one in itself."""
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*.toml") if is_ruleset_file(path))


@define
class Catalog:
    """All rule sets of some folders.

    Raises:
        PluginError: on use, when two folders hold the same id; both are named.
        NotFoundError: on use, when a folder does not exist.
    """

    folders: tuple[Folder, ...]
    make_loader: Callable[[], Loader]
    _beside: dict[str, Entry] = field(factory=dict, init=False)
    _seen: set[Path] = field(factory=set, init=False)
    _loaded: dict[Entry, tuple[Stamp, RuleSet]] = field(factory=dict, init=False)
    _headings: dict[Entry, tuple[Stamp, Summary]] = field(factory=dict, init=False)

    @cached_property
    def loader(self) -> Loader:
        """Reads rule sets; made on first use, since a list of headings needs none."""
        return self.make_loader()

    @property
    def entries(self) -> dict[str, Entry]:
        """Every rule-set file by its id; an id that stands twice belongs to neither."""
        return self._found[0]

    @property
    def clashes(self) -> dict[str, PluginError]:
        """The error of each id that stands twice, for whoever asks for it."""
        return {name: PluginError(message) for name, (_, message) in self._found[1].items()}

    @cached_property
    def _found(self) -> tuple[dict[str, Entry], dict[str, tuple[Entry, Message]]]:
        found: dict[str, Entry] = {}
        clashes: dict[str, tuple[Entry, Message]] = {}
        done: set[Path] = set()
        for folder in self.folders:
            if not folder.path.exists():
                raise NotFoundError(say(texts.NO_FOLDER, folder=folder.path.as_posix()))
            for path in files_in(folder.path):
                if path.resolve() in done:
                    continue
                done.add(path.resolve())
                entry = Entry(id_of(path), path, folder)
                other = found.setdefault(entry.id, entry)
                if other is not entry:
                    clashes.setdefault(entry.id, (entry, _twice(entry, other)))
        return {name: one for name, one in found.items() if name not in clashes}, clashes

    def load(self, name: str) -> RuleSet:
        """A rule set by its id, or by the path of its file.

        Raises:
            NotFoundError: neither.
            RuleSetError: the file is broken; every fault with its place.
        """
        entry = self.entry(name)
        self._look_beside(entry)
        stamp = _stamp(entry.path)
        known = self._loaded.get(entry)
        if known is not None and known[0] == stamp:
            return known[1]
        rules = self.loader.load(entry.path, entry.id, entry.name)
        if not rules.ruleset.extends:  # a parent may change without the child's file changing
            self._loaded[entry] = (stamp, rules)
            if len(self._loaded) > KEPT:
                del self._loaded[next(iter(self._loaded))]
        return rules

    def _look_beside(self, entry: Entry) -> None:
        """A file that was named by its path may extend the others of its own folder."""
        levels = entry.id.count("/")
        root = entry.path.parents[levels] if len(entry.path.parents) > levels else None
        if entry.id in self.entries or levels == 0 or root is None or root in self._seen:
            return
        self._seen.add(root)
        folder = Folder(root, root.as_posix())
        for path in files_in(root):
            self._beside.setdefault(id_of(path), Entry(id_of(path), path, folder))

    def cases(self, name: str) -> tuple[Case, ...]:
        """The worked cases beside a rule set; none where there is no such file.

        Raises:
            NotFoundError: no such rule set.
            RuleSetError: the file of cases is broken.
        """
        path = self.entry(name).cases
        return self.loader.cases(path) if path.is_file() else ()

    def find(self, name: str) -> Document | None:
        """The plain values of a rule set by its id, for those that extend it.

        Raises:
            UnreadableError: the file cannot be read.
        """
        if name in self.clashes:
            raise self.clashes[name]
        entry = self.entries.get(name) or self._beside.get(name)
        return None if entry is None else read_file(entry.path, entry.name)

    def entry(self, name: str) -> Entry:
        """The file of a rule set, by id or path.

        Raises:
            NotFoundError: there is none, with the nearest id as a hint.
            PluginError: there are two.
        """
        path = Path(name)
        if name.endswith(".toml"):
            return Entry(id_of(path), path, Folder(path.parent, path.parent.as_posix()))
        found = self.entries.get(name)
        if found is not None:
            return found
        if name in self.clashes:
            raise self.clashes[name]
        near = get_close_matches(name, self.entries, n=1, cutoff=0.5)
        if near:
            raise NotFoundError(say(texts.NO_RULESET_NEAR, id=name, near=near[0]))
        raise NotFoundError(say(texts.NO_RULESET, id=name))

    def _summary(self, entry: Entry) -> Summary:
        stamp = _stamp(entry.path)
        known = self._headings.get(entry)
        if known is None or known[0] != stamp:
            known = self._headings[entry] = (stamp, _summary(entry))
        return known[1]

    def summaries(self) -> tuple[list[Summary], list[Problem]]:
        """The heading of every rule set, and what was wrong with the others."""
        found: list[Summary] = []
        problems: list[Problem] = []
        for entry in self.entries.values():
            try:
                found.append(self._summary(entry))
            except UnreadableError as error:
                problems.append(error.problem)
            except RuleSetError as error:
                problems += [p for p in error.problems if isinstance(p, Problem)]
        for entry, message in self._found[1].values():
            place = Place(entry.path.as_posix(), 1)
            problems.append(Problem("same-ruleset", Severity.ERROR, message, place))
        return found, problems


def _stamp(path: Path) -> Stamp:
    """When a file was last changed and how large it is: enough to see an edit."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (0, -1)  # loading says what is wrong with it
    return (found.st_mtime_ns, found.st_size)


def _summary(entry: Entry) -> Summary:
    values = read_file(entry.path, entry.name).values
    heading = values.get("ruleset")
    heading = heading if isinstance(heading, dict) else {}
    year = heading.get("fiscal_year")
    return Summary(
        id=entry.id,
        title=str(heading.get("title", "")),
        jurisdiction=str(heading.get("jurisdiction", "")),
        scope=str(heading.get("scope", "")),
        fiscal_year=year if isinstance(year, int) else 0,
        origin=entry.folder.origin,
        path=entry.path,
    )


def _twice(entry: Entry, other: Entry) -> Message:
    """Two packages, or two folders of one's own; or a folder over what is installed."""
    over = isinstance(entry.folder.origin, str) and not isinstance(other.folder.origin, str)
    return say(
        texts.OVERLAID if over else texts.SAME_RULESET,
        id=entry.id,
        one=other.path.as_posix(),
        first=other.folder.origin,
        other=entry.path.as_posix(),
        second=entry.folder.origin,
    )
