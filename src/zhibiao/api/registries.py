"""The registries: what all active plug-ins bring, ours included, each part when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from zhibiao.errors import PluginError
from zhibiao.loading.catalog import Catalog, Folder
from zhibiao.messages import Text
from zhibiao.messages import catalog as texts
from zhibiao.messages import plugins as plugin_texts
from zhibiao.messages import reports as report_texts
from zhibiao.plugins import manager as plugin_manager
from zhibiao.plugins import parts as plugin_parts

if TYPE_CHECKING:
    from zhibiao.auditing.check import DocumentCheck, FormCheck
    from zhibiao.criteria.pattern import CriterionPattern
    from zhibiao.criteria.reading import Reading as CriterionReading
    from zhibiao.exact import Figure as Number
    from zhibiao.linting.check import LintCheck
    from zhibiao.loading.rulesets import Loader
    from zhibiao.model.scheme import Scheme
    from zhibiao.plugins.faults import PluginFault
    from zhibiao.plugins.manager import PluginManager
    from zhibiao.readers.reader import Reader
    from zhibiao.reports.formats import ReportFormat


@define
class Registries:
    """Everything that is known here: rule sets, schemes and checks of all active plug-ins.

    Args:
        rules: further folders of rule sets.
        plugins: whether installed plug-ins are loaded; our own parts always are.
    """

    rules: Sequence[str | Path] = ()
    plugins: bool = True
    _manager: PluginManager | None = field(default=None, alias="manager")

    @cached_property
    def manager(self) -> PluginManager:
        """The plug-in manager."""
        return self._manager or plugin_manager.make_manager(entry_points=self.plugins)

    @property
    def plugin_faults(self) -> tuple[PluginFault, ...]:
        """What plug-ins have done wrong so far; whatever it is, the rest went on."""
        return self.manager.faults

    @cached_property
    def schemes(self) -> Mapping[str, Callable[[], type[Scheme]]]:
        """The scheme kinds, each resolved on first use."""
        named, twice = plugin_parts.all_named(self.manager, "zhibiao_schemes", texts.SCHEME)
        return {kind: partial(_scheme, part, twice.get(kind)) for kind, part in named.items()}

    def resolve_schemes(self) -> Mapping[str, type[Scheme]]:
        """Every scheme kind that is one; what is none is kept among the plug-ins' faults."""
        from zhibiao.plugins.faults import PluginFault

        sound: dict[str, type[Scheme]] = {}
        named, twice = plugin_parts.all_named(self.manager, "zhibiao_schemes", texts.SCHEME)
        for kind, part in named.items():
            try:
                sound[kind] = _scheme(part, None)
            except PluginError as error:
                if part.plugin == plugin_manager.BUILTIN:
                    raise
                self.manager.record(PluginFault(part.plugin, "part", error.message))
        return {kind: found for kind, found in sound.items() if kind not in twice}

    @cached_property
    def loader(self) -> Loader:
        """Reads rule sets with the registered schemes."""
        from zhibiao.loading.rulesets import Loader

        return Loader(self.schemes, self.catalog.find)

    @cached_property
    def catalog(self) -> Catalog:
        """The rule sets of all folders."""
        own = plugin_manager.BUILTIN
        found: list[Folder] = [
            Folder(path, texts.BUILTIN if plugin == own else Text(zh=plugin, en=plugin))
            for plugin, path in plugin_parts.rule_places(self.manager)
        ]
        found += [Folder(Path(folder), "--rules") for folder in self.rules]
        return Catalog(tuple(found), lambda: self.loader)

    @cached_property
    def form_checks(self) -> tuple[FormCheck | DocumentCheck, ...]:
        """The checks on forms, in the order in which findings are listed."""
        from zhibiao.auditing.check import DocumentCheck, FormCheck
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_form_checks", texts.FORM_CHECK
        found: list[tuple[str, FormCheck | DocumentCheck]] = plugin_parts.distinct(
            self.manager, hook, kind, FormCheck, DocumentCheck
        )
        return tuple(guard.form_check(self.manager, plugin, check) for plugin, check in found)

    @cached_property
    def lint_checks(self) -> tuple[LintCheck, ...]:
        """The checks on rule sets."""
        from zhibiao.linting.check import LintCheck
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_lint_checks", texts.LINT_CHECK
        found = plugin_parts.distinct(self.manager, hook, kind, LintCheck)
        return tuple(guard.lint_check(self.manager, plugin, check) for plugin, check in found)

    @cached_property
    def criterion_patterns(self) -> tuple[CriterionPattern, ...]:
        """The wordings of criteria that plug-ins know beside our own grammar."""
        from zhibiao.criteria.pattern import CriterionPattern
        from zhibiao.plugins import guard

        hook, kind = "zhibiao_criterion_patterns", plugin_texts.PATTERN
        found = plugin_parts.distinct(self.manager, hook, kind, CriterionPattern)
        return tuple(guard.pattern(self.manager, plugin, one) for plugin, one in found)

    def read_criterion(self, text: str, points: Number) -> CriterionReading:
        """The scheme that a criterion's wording describes, or a refusal.

        Args:
            text: the wording, in Chinese.
            points: the points of its row.

        Raises:
            NumberError: points that are no exact number.
        """
        from zhibiao.criteria import read

        found = read(text, points)
        return found if found.scheme is not None else read(text, points, self.criterion_patterns)

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """The readers of document formats, in the order in which they are asked."""
        from zhibiao.plugins import guard
        from zhibiao.readers.reader import Reader

        found = plugin_parts.distinct(self.manager, "zhibiao_readers", texts.READER, Reader)
        return tuple(guard.reader(self.manager, plugin, one) for plugin, one in found)

    @cached_property
    def report_formats(self) -> dict[str, ReportFormat]:
        """The formats of reports by their endings."""
        from zhibiao.plugins import guard
        from zhibiao.reports.formats import ReportFormat

        kind = report_texts.REPORT_FORMAT
        found = plugin_parts.distinct(self.manager, "zhibiao_report_formats", kind, ReportFormat)
        guarded = (guard.report_format(self.manager, plugin, one) for plugin, one in found)
        return {one.suffix: one for one in guarded}


def _scheme(part: plugin_parts.Part, conflict: PluginError | None) -> type[Scheme]:
    """A scheme kind, looked at now; the error where two have its name."""
    from zhibiao.model.scheme import Scheme

    if conflict is not None:
        raise conflict
    found = part.resolve(texts.SCHEME, type)
    if not issubclass(found, Scheme):
        raise part.unfit(texts.SCHEME)
    return found
