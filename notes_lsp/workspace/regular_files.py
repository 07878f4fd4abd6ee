"""Opening files that somebody else has put into a folder, where a name may lead to anything."""

import errno
import os
import stat
from typing import BinaryIO


def open_regular(path: str) -> BinaryIO:
    """Open the file at ``path`` for reading.

    Raises `OSError`, also for what is no regular file: a pipe may never say anything, a device never end, and a
    repository can hold links to both.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "no regular file", path)
    return open(path, "rb")
