"""From thousands of pages to six Parquet tables, on one machine or on a cluster.

In come file names; out goes a folder with one subfolder a table and one file for every `BATCH` pages in each.
Hard because such a run lasts hours: whatever stops it, the next run keeps what is whole and makes the rest.

`pages`, `articles`, `terms`, `quantities`, `themes` and `failures` and their columns are in `tables.SCHEMAS`.
"""

from analysis.archive.batches import read_archive, read_table

__all__ = ["read_archive", "read_table"]
