"""Reports: views of the schema `report`, the same for psql, Metabase, a notebook and the pages at `/reports/`.

Each view is a file of `views/`, a contract held by `contract.json`. Sums that are heavy stand in `stored/`, as
materialised views of the schema `report_stored`, which nobody but the archive reads.
"""
