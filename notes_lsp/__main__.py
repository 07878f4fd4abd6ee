"""``python -m notes_lsp`` does what ``notes-lsp`` does."""

import sys

from notes_lsp.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
