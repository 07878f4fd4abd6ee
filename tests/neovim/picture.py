"""Draws the picture of the README anew: ``python tests/neovim/picture.py``.

It is what a real Neovim shows of the notes below. Needs Pillow and the DejaVu fonts.
"""

import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from editor import PLUGIN, Editor
from get_neovim import neovim_from_debian, treesitter_parsers
from screen import Look, Screen

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_SIZE = 20
_MARGIN = 16

_NOTES = """\
# EuroPython 2014

## Tuesday, July 22th

### 10:30 Services instead of one big application - Amanda Reyes

- start with one process and [slides](services.pdf)
- TODO: find the video

### 11:15 Text that fits its screen - Priya Raman

- Python knows how, it only has to be asked:

```python
import textwrap

talk = "    indented as it was"
print(textwrap.dedent(talk))
```

### 14:00 The way of a request - Tomasz Wilk

- every layer adds a header and takes none away

## Wednesday, July 23rd

### 10:00 Tasks that run somewhere else - Hana Kovářová

- a queue moves the problem, it does not solve it
- every task must be safe to run twice

#### What she left out

### 11:30 Search from the bottom up - Jonas Bergqvist

- an index is a dictionary
"""
_LATER = "# PyCon 2025\n\n## 9:00 Text - Priya Raman\n\n- [more](tuesday.md#1030-services-instead-of-one-big-application---amanda-reyes)\n"

# Colours of Python are those of whoever has a parser and its queries, from nvim-treesitter say.
_COLOURS = """
["import" "from" "class" "def" "return" "for" "in" "while" "if" "else" "and"] @keyword
(string) @string
(integer) @number
(decorator) @attribute
(class_definition name: (identifier) @type)
(function_definition name: (identifier) @function)
(call function: (identifier) @function.call)
(call function: (attribute attribute: (identifier) @function.method.call))
(type) @type
"""
_BEFORE = """
vim.o.termguicolors = true
vim.o.hlsearch = false
vim.o.wrap = false
vim.o.showmode = false
vim.o.ruler = false
vim.o.signcolumn = "yes"
vim.o.statusline = "  %t %m%=%{{%v:lua.require'notes_lsp'.statusline()%}}  "
vim.o.laststatus = 2
vim.treesitter.language.add("python", {{ path = "{parsers}", symbol_name = "python" }})
vim.treesitter.query.set("python", "highlights", [[{colours}]])
vim.diagnostic.config({{ virtual_text = {{ prefix = "" }} }})
vim.lsp.config("notes_lsp", {{ settings = {{ ["notes-lsp"] = {{ ["python-deadline"] = 15000 }} }} }})
"""


def main() -> None:
    """Write `editors/neovim/screen.png`."""
    before = _BEFORE.format(parsers=treesitter_parsers(), colours=_COLOURS)
    options = "{ outline = { width = 40 } }"
    with tempfile.TemporaryDirectory() as home:
        notes = Path(home) / "notes"
        (notes / ".git").mkdir(parents=True)
        (notes / "tuesday.md").write_text(_NOTES, encoding="utf-8")
        (notes / "later.md").write_text(_LATER, encoding="utf-8")
        with Editor(neovim_from_debian("sid"), Path(home), options=options, before=before, size=(118, 31)) as editor:
            editor.edit(notes / "tuesday.md")
            editor.wait_for_lua("return #vim.diagnostic.get(0) == 2")
            editor.command("NotesOutline")
            editor.see("▾Wednesday")
            editor.see("1 link to this talk")
            editor.type("/dedent<CR>")
            editor.lua(
                "vim.lsp.buf.hover({ border = 'rounded', max_width = 70, max_height = 5, anchor_bias = 'below' })"
            )
            editor.see("Remove any common")
            editor.command("echo")
            editor.command("redraw!")
            draw(editor.screen, PLUGIN / "screen.png")


def draw(screen: Screen, path: Path, size: int = _SIZE) -> None:
    """Write a picture of ``screen``, in its own colours."""
    fonts = {
        (bold, italic): ImageFont.truetype(str(_FONTS / f"DejaVuSansMono{name}.ttf"), size)
        for (bold, italic), name in {
            (False, False): "",
            (True, False): "-Bold",
            (False, True): "-Oblique",
            (True, True): "-BoldOblique",
        }.items()
    }
    width = round(fonts[False, False].getlength("M"))
    height = round(size * 1.3)
    picture = Image.new(
        "RGB",
        (screen.columns * width + 2 * _MARGIN, screen.rows * height + 2 * _MARGIN),
        _rgb(screen.background),
    )
    pen = ImageDraw.Draw(picture)
    for row, cells in enumerate(screen.cells):
        for column, cell in enumerate(cells):
            x, y = _MARGIN + column * width, _MARGIN + row * height
            is_cursor = (row, column) == screen.cursor
            foreground, background = _colours(screen, cell.look, is_cursor and screen.mode != "insert")
            cells_wide = 2 if column + 1 < len(cells) and cells[column + 1].text == "" else 1
            if cell.text == "│":
                # Its glyph is not as high as a line.
                pen.rectangle((x, y, x + width - 1, y + height - 1), fill=background)
                pen.line((x + width // 2, y, x + width // 2, y + height - 1), fill=foreground, width=2)
            elif cell.text:
                pen.rectangle((x, y, x + cells_wide * width - 1, y + height - 1), fill=background)
                font = fonts[cell.look.has("bold"), cell.look.has("italic")]
                pen.text((x, y + height * 0.08), cell.text, font=font, fill=foreground)
                _underline(pen, cell.look, (x, y + height - 4, x + cells_wide * width), screen)
            if is_cursor and screen.mode == "insert":
                pen.rectangle((x, y, x + 2, y + height - 1), fill=_rgb(screen.foreground))
    picture.quantize(128).save(path, optimize=True)


def _colours(screen: Screen, look: Look, is_reversed: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    foreground = screen.foreground if look.foreground is None else look.foreground
    background = screen.background if look.background is None else look.background
    if look.has("reverse") != is_reversed:
        foreground, background = background, foreground
    return _rgb(foreground), _rgb(background)


def _underline(pen: ImageDraw.ImageDraw, look: Look, place: tuple[float, float, float], screen: Screen) -> None:
    kinds = [mark for mark in ("underline", "undercurl", "underdouble", "underdotted", "underdashed") if look.has(mark)]
    if kinds:
        colour = screen.foreground if look.special is None else look.special
        left, y, right = place
        pen.line((left, y, right, y), fill=_rgb(colour), width=2)


def _rgb(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


if __name__ == "__main__":
    main()
