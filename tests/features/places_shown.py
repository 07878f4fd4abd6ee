"""Files with marks, for tests of what leads from one file to another."""

from collections.abc import Iterable, Mapping

from fake_library import FakeLibrary
from notes_lsp.features.navigation.places import Place
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand


class Workspace:
    """Made-up files, of which one holds ``$0``: the place that is asked about."""

    def __init__(self, marked: Mapping[str, str]) -> None:
        (self.path,) = [path for path, text in marked.items() if "$0" in text]
        self.offset = marked[self.path].index("$0")
        self.library = FakeLibrary({path: text.replace("$0", "") for path, text in marked.items()})
        self.notes: Notes = understand(parse(self.library.files[self.path], self.path), self.path)

    def shown(self, places: Iterable[Place]) -> list[str]:
        """Each place as ``path: its line`` with brackets around what it spans."""
        return [self._shown(place) for place in places]

    def _shown(self, place: Place) -> str:
        path = place.path or self.path
        text = self.library.files[path]
        assert 0 <= place.full_start <= place.start <= place.end <= place.full_end <= len(text)
        line_start = text.rfind("\n", 0, place.start) + 1
        line_end = (text + "\n").index("\n", place.end)
        marked = f"⟦{text[place.start : place.end]}⟧"
        return f"{path}: {text[line_start : place.start]}{marked}{text[place.end : line_end]}"
