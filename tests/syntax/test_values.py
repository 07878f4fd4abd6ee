"""Values: equal where their fields are, and the same behind the way to another process."""

import pickle
from copy import copy
from dataclasses import field, replace

from notes_lsp.syntax.values import value_class


@value_class
class Point:
    x: int
    y: int = 0
    derived: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@value_class
class Name:
    text: str


@value_class
class Pair:
    first: tuple[int, ...]


def test_values_are_compared_by_their_fields() -> None:
    assert Point(1, 2) == Point(1, 2, {"a": 1})
    assert hash(Point(1, 2)) == hash(Point(1, 2, {"a": 1}))
    assert Point(1, 2) != Point(2, 1)
    assert Name("a") != "a"
    assert repr(replace(Point(1), y=3)) == "Point(x=1, y=3)"


def test_values_hold_nothing_but_their_fields() -> None:
    assert not hasattr(Point(1), "__dict__")


def test_values_travel_with_all_of_their_fields() -> None:
    for value in (Point(1, 2, {"a": 1}), Name("a"), Pair((1, 2))):
        for again in (pickle.loads(pickle.dumps(value)), copy(value)):
            assert again == value
            assert type(again) is type(value)
    assert pickle.loads(pickle.dumps(Point(1, 2, {"a": 1}))).derived == {"a": 1}
