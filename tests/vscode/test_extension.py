"""The code of the VS Code extension: types, linter, its own tests, and what is packaged."""

import re
from pathlib import Path

import pytest
from build import SOURCE, npm_script
from get_editor import Node


@pytest.mark.parametrize("script", ["types", "lint", "unit"])
def test_the_extension_passes(node: Node, script: str) -> None:
    done = npm_script(node, script)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_holds_what_it_should_and_nothing_else(package: Path) -> None:
    # The script that packages ends by checking; see editors/vscode/scripts/check-package.mjs.
    assert 100_000 < package.stat().st_size < 2_000_000


def test_the_lock_file_names_no_addresses_to_download_from() -> None:
    lock = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert re.findall(r'"resolved"|https?://\S+\.tgz', lock) == []
