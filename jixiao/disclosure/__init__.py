"""The package as the public reads it: a page, a PDF and the figures, without what is nobody else's business."""
