"""Whether the process of the editor still runs."""

import os


def is_running(process_id: int) -> bool:
    """Whether there is a process with this id."""
    if os.name == "nt":
        return _is_running_on_windows(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass  # it is somebody else's, or no number of a process
    return True


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
