"""The entered year: of the evidence, only what Annex 5 names goes into the package."""

from msgspec.structs import replace

from jixiao.model.entered_year import EvidenceFile
from jixiao.submission.read import read_year
from tests.support.made_unit import MADE


def test_only_named_evidence_goes_in() -> None:
    submission = read_year(MADE, 2023).submission
    assert submission is not None
    files = tuple(EvidenceFile(name, f"evidence/{name}", 1) for name in ("通知.pdf", "别的.pdf"))
    assert replace(submission, evidence=files).named_evidence() == ()
    [group, *_] = submission.annex5.criteria
    item = group.level2[0].model_copy(update={"evidence_files": ["通知.pdf"]})
    sheet = submission.annex5.model_copy(update={"criteria": [group.model_copy(update={"level2": [item]})]})
    assert replace(submission, evidence=files, annex5=sheet).named_evidence() == files[:1]
