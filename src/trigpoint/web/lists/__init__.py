"""Lists that are filtered, sorted, paged and downloaded as CSV: all in one way, each described by its columns."""
