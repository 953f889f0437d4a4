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
