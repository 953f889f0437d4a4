"""Many units at once: each one's package as if it were alone, and one roll-up of all for the finance bureau.

``run`` tells the story. ``units`` finds the units and reads what their packages are made from, ``work`` does a batch of
them, ``processes`` and ``cluster`` give batches to workers here and elsewhere, ``states`` keeps what came of each, so
that a later run goes on where an earlier one stopped. ``rollup`` and ``moved`` add up what is kept, which
``spool`` holds in a file; ``workbook``, ``page`` and ``as_json`` lay that out, and ``outputs`` writes it.
"""
