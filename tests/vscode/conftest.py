"""VS Code, and the extension as it is installed."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from build import PACKAGE, install_modules, npm_script
from get_editor import Editor, Node, NotToBeHadError, get_editor, get_node

# FIXME: to be taken away when these tests fit into the time that CI has.
WANTED = "NOTES_LSP_WORKBENCH"


@pytest.fixture(scope="session")
def node() -> Node:
    """Node, with what the extension is built by."""
    if not os.environ.get(WANTED):
        pytest.skip(f"fetching and driving VS Code takes minutes: {WANTED}=1 runs these tests")
    try:
        node = get_node()
        install_modules(node)
    except NotToBeHadError as error:
        pytest.skip(f"the VS Code extension is not built: {error}")
    return node


@pytest.fixture(scope="session")
def package(node: Node) -> Path:
    """The packaged extension."""
    done = npm_script(node, "package")
    assert done.returncode == 0, done.stdout + done.stderr
    return PACKAGE


@pytest.fixture(scope="session")
def editor(node: Node) -> Editor:
    """VS Code with a browser."""
    try:
        return get_editor()
    except NotToBeHadError as error:
        pytest.skip(f"no VS Code for the tests: {error}")
