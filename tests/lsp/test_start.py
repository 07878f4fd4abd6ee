"""What is imported before the answer to `initialize`: an editor waits for it before it does anything else."""

import subprocess
import sys


def test_the_answer_to_initialize_needs_no_types_of_lsp() -> None:
    code = "import sys, notes_lsp.cli.serve, notes_lsp.lsp.start; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "notes_lsp" in loaded
    assert not loaded & {"lsprotocol", "pygls", "cattrs", "attrs", "asyncio", "pyromark", "pathspec", "jedi"}
