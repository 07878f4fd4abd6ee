"""The decorator of classes whose values are made by the thousand."""

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
    ``object.__setattr__`` for each field, and its class twice as long, which every start pays for. Nor does it travel
    between processes as quickly: there it takes its fields along and nothing else.
    """
    made = dataclass(slots=True, unsafe_hash=True)(cls)
    names = [field.name for field in fields(made)]  # type: ignore[arg-type]
    values_of = attrgetter(*names)

    def reduce(self: _Class) -> tuple[type[_Class], tuple[Any, ...]]:
        values = values_of(self)
        return made, values if len(names) > 1 else (values,)

    made.__reduce__ = reduce  # type: ignore[assignment, method-assign]
    return made
