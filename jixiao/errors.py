"""What stops a run, as one tree.

    JixiaoError                 exit code and a message in Chinese, ready to print
    ├── UsageError          2   the command line asks for what is not there
    └── EnvironmentFailure  3   the machine lacks something, or a tool failed
        ├── ToolMissing         a program is not installed
        └── ToolFailed          a program ran and did not deliver

What the author of the data can mend is not an exception: see ``findings``.
Each module that calls a third-party library translates its errors into these.
"""

from __future__ import annotations

import errno

_SPOKEN = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络文件夹断开了",
    errno.EBADF: "已经关闭",
    errno.EPIPE: "对方已经关闭",
    errno.ENOENT: "路径里有不存在的文件夹或文件",
    errno.ENOTDIR: "路径当中有一个不是文件夹",
    errno.EISDIR: "这里是文件夹，不是文件",
    errno.EEXIST: "这里已有同名的文件或文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ELOOP: "这里是链接，不是文件本身",
    errno.ENAMETOOLONG: "名称太长",
    errno.EINVAL: "名称或做法不合这个磁盘的规定",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EBUSY: "正被使用",
    errno.ETXTBSY: "正被使用",
    errno.ENOEXEC: "不是这台机器能运行的程序",
    errno.ENOMEM: "内存不足",
    errno.EAGAIN: "同时运行的程序太多",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ETIMEDOUT: "等得太久，没有回应",
    errno.ENXIO: "没有这个设备，或没有程序在读",
}
# Windows lets nobody write or rename what another program has open, and Python calls that a missing permission.
_SPOKEN_OF_WINDOWS = {
    5: "没有权限，或里面的文件正在 Word、WPS 等程序里开着，请先关上",
    32: "正在别的程序（如 Word、WPS）里开着，请先关上",
    33: "正在别的程序（如 Word、WPS）里开着，请先关上",
}


def name_fault(error: OSError) -> str:
    """Return in Chinese what the system says stands in the way; its own number where there are no words for that."""
    if (of_windows := getattr(error, "winerror", None)) in _SPOKEN_OF_WINDOWS:
        return _SPOKEN_OF_WINDOWS[of_windows]
    if error.errno in _SPOKEN:
        return _SPOKEN[error.errno]
    return f"系统错误 {errno.errorcode.get(error.errno or 0, error.errno or type(error).__name__)}"


class JixiaoError(Exception):
    """Anything that ends a run; ``str(error)`` is the message for the user."""

    exit_code = 3


class UsageError(JixiaoError):
    """A command line that asks for something that does not exist."""

    exit_code = 2


class EnvironmentFailure(JixiaoError):
    """The machine, not the data, stands in the way."""


class ToolMissing(EnvironmentFailure):
    """A program that is needed is not installed."""


class ToolFailed(EnvironmentFailure):
    """A program was run and failed, or did not finish in time."""


class Interrupted(KeyboardInterrupt):
    """A signal that ends the run: Ctrl-C, a kill, a closed terminal. No Exception: nobody may take it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number
