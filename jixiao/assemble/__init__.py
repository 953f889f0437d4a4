"""The parts of a package become one DOCX in which each part looks as it does alone.

    part.docx ── source ──┬─ styles, numbering, notes, marks   (what must be unique is made so)
                          ├─ package                           (headers, images, links come along)
                          └─ sections                          (nothing is inherited across a part's edge)
                                     └── join ── one DOCX

Tools that append documents let the first one win: headers, orientation and lists of the others are lost.
"""

from jixiao.assemble.join import assemble
from jixiao.assemble.opened_part import OpenedPart

__all__ = ["OpenedPart", "assemble"]
