"""How the parser's values are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A dataclass that the type checker holds to be frozen; `dataclass(frozen=True)` makes each value cost thrice."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
