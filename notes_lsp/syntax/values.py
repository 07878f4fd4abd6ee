"""The decorator of classes whose values are made by the thousand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_keywords: Any) -> Any:
        """Tell type checkers what a decorator does; there is nothing to do when the program runs."""
        return lambda decorator: decorator


_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True)
def value_class(cls: type[_Class]) -> type[_Class]:
    """Make ``cls`` what ``@dataclass(frozen=True, slots=True)`` makes of it; that nothing changes it, only mypy says.

    A value that is frozen while the program runs takes more than four times as long to make, with a call of
    ``object.__setattr__`` for each field, and its class twice as long, which every start pays for: so it does for each
    method that `dataclass` writes and compiles, which is why only ``__init__`` and ``__eq__`` are left to it; an
    ``__eq__`` of our own takes twice as long. Nor does a frozen value travel between processes as quickly: there this
    one takes its fields along and nothing else.
    """
    made = dataclass(slots=True, repr=False)(cls)
    found = fields(made)  # type: ignore[arg-type]
    all_of = _values_of([field.name for field in found])
    compared_of = _values_of([field.name for field in found if field.compare])
    shown = [field.name for field in found if field.repr]

    def hashed(self: _Class) -> int:
        return hash(compared_of(self))

    def written(self: _Class) -> str:
        return f"{made.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"

    def reduced(self: _Class) -> tuple[type[_Class], tuple[Any, ...]]:
        return made, all_of(self)

    made.__hash__ = hashed  # type: ignore[assignment, method-assign]
    made.__repr__ = written  # type: ignore[assignment, method-assign]
    made.__reduce__ = reduced  # type: ignore[assignment, method-assign]
    return made


def _values_of(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """A function that gives the values of the attributes ``names``."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)
