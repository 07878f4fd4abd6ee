"""A result that is JSON already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawResult:
    """A result that goes into the response as it is: ``json`` must be one complete JSON value.

    The outline of thousands of talks is written by hand: to build it out of objects and to take these apart again
    would cost more than to find it.
    """

    json: str
