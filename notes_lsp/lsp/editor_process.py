"""Whether the process of the editor still runs."""

import os


def is_running(process_id: int) -> bool:
    """Whether there is a process with this id that has not ended."""
    return is_there(process_id) and not _has_ended(process_id)


def is_there(process_id: int) -> bool:
    """Whether there is a process with this id: one that has ended is, until whoever started it takes notice."""
    if os.name == "nt":
        return _is_running_on_windows(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass  # it is somebody else's, or no number of a process
    return True


def _has_ended(process_id: int) -> bool:
    """Whether the process has ended although it is still there, as far as the system tells."""
    try:
        with open(f"/proc/{process_id}/stat", "rb") as file:
            # Its name, which may hold anything, stands in parentheses; then comes its state (proc(5)).
            return file.read().rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])
    except OSError:
        return False


def _is_running_on_windows(process_id: int) -> bool:
    # Signal 0 would end the process there.
    import ctypes

    synchronize, still_waiting = 0x00100000, 0x00000102
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(synchronize, False, process_id)
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == still_waiting)
    finally:
        kernel.CloseHandle(handle)
