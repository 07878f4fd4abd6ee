"""Writing a file as a whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager


def write_atomically(path: str, data: bytes) -> None:
    """Put ``data`` into the file at ``path``, which is made if it is missing. Raises `OSError`.

    Whoever reads the file meanwhile, or after a loss of power, finds what it held before or what it holds now. A
    symbolic link stays one, and its file is written. Permissions stay as they are, and so does the owner where this
    process may choose it; further names of the file (hard links) keep what it held.
    """
    import tempfile  # only for those who write

    path = os.path.realpath(path)
    old = _status_of(path)
    if old is not None and not os.access(path, os.W_OK):
        # The folder may let us put another file in its place all the same, but somebody does not want that.
        raise PermissionError(13, "the file is read-only", path)
    with _signals_later():
        descriptor, temporary = tempfile.mkstemp(prefix=".notes-lsp-", suffix=".tmp", dir=os.path.dirname(path))
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _keep_access(temporary, old)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


@contextmanager
def _signals_later() -> Iterator[None]:
    """Hold back what ends a process until a file is written, so that nothing half-written is left beside it."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows, where nobody is asked before he ends
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _status_of(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _keep_access(path: str, old: os.stat_result | None) -> None:
    """Give the file at ``path`` the permissions and the owner of the one that it replaces, or those of a new one."""
    if old is None:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(path, 0o666 & ~mask)
        return
    new = os.stat(path)
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(path, old.st_uid, old.st_gid)
        except OSError:
            pass  # it is ours now; the permissions stay
    os.chmod(path, stat.S_IMODE(old.st_mode))
