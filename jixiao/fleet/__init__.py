"""Many units at once: each one's package as if it were alone, and one roll-up of all for the finance bureau.

``fleet_run.open_run`` is the way in. ``budget_units`` finds the units and reads what their packages are made from,
``batch`` does a batch of them, ``processes`` and ``cluster`` give batches to workers here and elsewhere, ``fleet_plan``
says what is to be done of a unit and stores it, and ``unit_store`` keeps what became of each, so that a later run goes
on where an earlier one stopped. ``rollup`` and ``year_comparison`` add up what is kept; ``workbook`` and
``rollup_page`` lay that out, and ``run_outputs`` writes it.
"""
