"""The wheel: all of the package's files, none that are gone from it, and the form sets with it.

Setuptools leaves out what is no Python file unless it is named, and keeps in ``build/`` what was deleted since.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
CARRIED = {"jixiao": "jixiao", "templates": "jixiao/templates"}
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*.swp", "~$*", ".~lock.*")


class BuildWhole(build_py):
    """Copies the trees as they are."""

    def run(self) -> None:
        """Build anew below the folder that the wheel is made of."""
        target = Path(self.build_lib)
        shutil.rmtree(target / "jixiao", ignore_errors=True)
        for source, name in CARRIED.items():
            shutil.copytree(ROOT / source, target / name, ignore=LEFT_OUT)
        shutil.copy(ROOT / "requirements.lock", target / "jixiao")


setup(cmdclass={"build_py": BuildWhole})
