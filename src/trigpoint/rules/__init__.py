"""The method: values in, values out.

This package knows no file, no web, no clock and no chance of its own. It takes a Framework and what was
recorded, and returns the ratings with the steps that led to them. Nothing in it is particular to one framework:
every number comes from `method.yaml` and every word from `framework.yaml`.

Read in the order of the published annexe: `framework`, `method`, `answers`, `tally`, `bands`, `standards`,
`discretion`, `overall`, `rating`; then `flips` (one case judged otherwise) and `stability` (a sample was read).
"""
