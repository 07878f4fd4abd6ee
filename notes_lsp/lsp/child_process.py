"""Starting the processes that work for the server: they import nothing that happens to lie where it was started."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

# The folder where the server was started must not be looked into for modules: it may hold anything. So the empty name
# that Python puts in front of the path for -c goes, and the folder of this package comes last.
_BOOT = """\
import sys
sys.path[:] = [folder for folder in sys.path if folder]
sys.path += [folder for folder in sys.argv[1:] if folder not in sys.path]
from {module} import main
main()
"""
# Where this package lies.
_PACKAGES = Path(__file__).parents[2]
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW of Windows


def boot_script(module: str) -> str:
    """The script that runs ``main`` of a module of ours."""
    return _BOOT.format(module=module)


async def start_child(script: str, **more: Any) -> asyncio.subprocess.Process:
    """Start a process, in a group of its own, that talks by pipes; ``more`` goes to asyncio. Raises `OSError`."""
    more |= {"creationflags": _NO_WINDOW} if sys.platform == "win32" else {"start_new_session": True}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        str(_PACKAGES),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=os.path.dirname(sys.executable) or None,
        **more,
    )
