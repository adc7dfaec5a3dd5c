"""What processes that were killed left behind: files and folders with the number of their process
in the name, swept by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from time import time

DAY = 24 * 3600.0
"""Seconds after which nobody works on a scratch file any more, whatever its process number says:
another machine or container may have given the number anew.
"""


def own(prefix: str) -> str:
    """The beginning of a name that says who made it: ``prefix``, the process, a dot."""
    return f"{prefix}{os.getpid()}."


def sweep(folder: Path, prefix: str) -> None:
    """Remove what ``own(prefix)`` named in ``folder`` and nobody works on any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            named = re.fullmatch(rf"{re.escape(prefix)}(\d{{1,9}})\..*", path.name, re.DOTALL)
            if named and (_gone(int(named[1])) or _old(path)):
                _remove(path)


def _gone(process: int) -> bool:
    """Whether no such process runs. Windows has no harmless way to ask: there only age tells."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _old(path: Path) -> bool:
    return time() - path.lstat().st_mtime > DAY


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
