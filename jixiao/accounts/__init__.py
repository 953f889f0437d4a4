"""Figures from the accounts: workbooks beside the data, and the cells that references in the data name by labels."""
