"""What a form set says of publishing, for tests."""

from __future__ import annotations

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.model.public_norms import PublicNorms


def public_norms(**lists: tuple[str, ...]) -> PublicNorms:
    """Return norms with these words in the fields of these names, as a form set's file would give them."""
    here = Place("forms.yaml")
    return PublicNorms().model_copy(
        update={name: [Text(one, here, "") for one in words] for name, words in lists.items()}
    )
