"""The texts that answers belong to, parsed as `manage.py parse` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.contract import parsed_document
from etl.document import Document, RefusedError
from etl.evaluation.gold import Gold, GoldError
from etl.parse.values import ParsedRelease


def parsed_texts(gold: Sequence[Gold], folder: Path) -> Iterator[tuple[Gold, ParsedRelease]]:
    """Each answer with what the parser finds in its text; one document in memory at a time.

    A text is `folder`/STEM.txt, or STEM_….txt. Raises GoldError where an answer has none, or one that cannot be read.
    """
    texts = by_stem(folder)
    if lost := [one.stem for one in gold if one.stem not in texts]:
        raise GoldError(f"{folder} has no text for {', '.join(lost)}.")
    for one in gold:
        yield one, parsed(texts[one.stem])


def by_stem(folder: Path) -> dict[str, Path]:
    """Texts by the names that answers may have: the whole stem, and the part before the first _."""
    paths = sorted(folder.glob("*.txt"))
    return {path.stem.partition("_")[0]: path for path in reversed(paths)} | {path.stem: path for path in paths}


def parsed(path: Path) -> ParsedRelease:
    try:
        _text, release = parsed_document(Document(path.name, path.read_bytes()))
    except (OSError, RefusedError) as error:
        raise GoldError(f"{path.name}: {error}") from error
    return release
