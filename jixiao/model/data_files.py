"""The data files of a year: what each is called and read as, who must have it, and what commands do with it.

A new file needs its model, its line here and its field in the ``Submission``; reading, layout, schemas, progress and
the next year take it from here.
"""

from __future__ import annotations

from msgspec import Struct

from jixiao.glossary import term
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Controls
from jixiao.model.filed import Filed, Restatements
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.movements import Movements
from jixiao.model.overrides import Overrides
from jixiao.model.project import Project
from jixiao.model.sources import Sources
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waivers
from jixiao.patterns import compile_late

PROJECT_FILE = compile_late(r"projects/(?P<number>(?!0+-)[0-9]{2,3})-(?P<identifier>[a-z][a-z0-9_]*)\.yaml")


class DataFile(Struct, frozen=True):
    """A YAML file: its name, the model it is read as, and the field of the ``Submission`` that holds it.

    ``entries`` names the model's list where the field holds that alone. A year has every ``required`` file; a
    ``yearly`` one is filled in anew each year: the next year starts from it and counts its open places. What is not
    ``formatted`` is written by the program, or belongs to a form set.
    """

    name: str
    model: type[Record]
    field: str = ""
    entries: str = ""
    required: bool = False
    yearly: bool = False
    formatted: bool = True

    @property
    def path(self) -> str:
        """What the paths of its values begin with; "" for a file whose values have no paths of their own."""
        return term(self.field) if self.required else ""

    @property
    def schema(self) -> str:
        """What its JSON Schema is called."""
        return self.name.removesuffix(".yaml")

    def held(self, record: Record | None) -> object:
        """Return what the submission holds of a record; of a file that may be missing and is, None or no entries."""
        return (tuple(getattr(record, self.entries)) if record else ()) if self.entries else record


UNIT = DataFile("unit.yaml", Unit, "unit", required=True, yearly=True)
ANNEX2 = DataFile("annex2.yaml", Annex2, "annex2", required=True, yearly=True)
CONTROLS = DataFile("control.yaml", Controls, "controls", "with_sources", yearly=True)
OVERRIDES = DataFile("overrides.yaml", Overrides, "overrides", "overrides")
SOURCES = DataFile("sources.yaml", Sources, "sources", "sources")
MOVEMENTS = DataFile("movements.yaml", Movements, "movements", "movement_reasons")
WAIVERS = DataFile("waivers.yaml", Waivers, "waivers", "waivers")
FILED = DataFile("filed.yaml", Filed, "filed", formatted=False)
RESTATEMENTS = DataFile("restatements.yaml", Restatements, "restatements", "restatements", formatted=False)

YEAR_FILES = (
    UNIT,
    DataFile("annex1.yaml", Annex1, "annex1", required=True, yearly=True),
    ANNEX2,
    DataFile("annex5.yaml", Annex5, "annex5", required=True, yearly=True),
    DataFile("basic.yaml", BasicOutlay, "basic_outlay", required=True, yearly=True),
    OVERRIDES,
    WAIVERS,
    CONTROLS,
    SOURCES,
    MOVEMENTS,
    FILED,
    RESTATEMENTS,
)
REQUIRED = tuple(file for file in YEAR_FILES if file.required)
OPTIONAL = tuple(file for file in YEAR_FILES if not file.required)
PROJECT = DataFile("project.yaml", Project, yearly=True)  # as projects/<number>-<identifier>.yaml, one a project
FINAL_ACCOUNTS = DataFile("final-accounts.yaml", FinalAccounts)  # a year that is kept for the next one's sake only
FORM_SET = DataFile("forms.yaml", FormSet, formatted=False)  # in the form set's folder
ALL_FILES = (*REQUIRED, PROJECT, *OPTIONAL, FINAL_ACCOUNTS, FORM_SET)

_BY_NAME = {file.name: file for file in (*YEAR_FILES, FINAL_ACCOUNTS)}


def file_of(name: str) -> DataFile | None:
    """Return the data file of a name in a year's folder; None for any other file."""
    return PROJECT if PROJECT_FILE.fullmatch(name) else _BY_NAME.get(name)


def model_of(name: str) -> type[Record]:
    """Return the model that a data file of a year is read as, by its name in the folder; KeyError for other files."""
    return PROJECT.model if PROJECT_FILE.fullmatch(name) else _BY_NAME[name].model


def project_file(number: int, identifier: str) -> str:
    """Return the name of a project's file in the year's folder."""
    return f"projects/{number:02d}-{identifier}.yaml"
