"""CSV, XLSX and JSON, in which a name such as «=1+1» is no formula and comes back as it was."""

from __future__ import annotations

from typing import Any

from import_export.formats import base_formats

from archive.presentation.spreadsheets import escape_controls, escape_formula, unescape_controls, unescape_formula


class _Escaping:
    """Escapes what is exported and undoes it in what is imported; cells keep their types."""

    def escape(self, cell: Any) -> Any:
        return escape_formula(cell)

    def unescape(self, cell: Any) -> Any:
        return unescape_formula(cell)

    def _escape_formulae(self, dataset: Any) -> None:
        _replace(dataset, self.escape)

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        dataset = super().create_dataset(in_stream, **kwargs)  # type: ignore[misc]
        _replace(dataset, self.unescape)
        return dataset


class CSV(_Escaping, base_formats.CSV):  # type: ignore[misc]
    """Comma-separated, UTF-8."""


class XLSX(_Escaping, base_formats.XLSX):  # type: ignore[misc]
    """A workbook of one sheet."""

    def escape(self, cell: Any) -> Any:
        return escape_formula(escape_controls(cell))

    def unescape(self, cell: Any) -> Any:
        return unescape_controls(unescape_formula(cell))


class JSON(base_formats.JSON):  # type: ignore[misc]
    """A list of objects; nothing to escape."""

    def _escape_formulae(self, dataset: Any) -> None:
        """Leave the values alone: nothing runs them."""


FORMATS = [CSV, XLSX, JSON]


def _replace(dataset: Any, change: Any) -> None:
    for _ in range(len(dataset)):
        dataset.append([change(cell) for cell in dataset.lpop()])
