"""The parts of the report, one a file, in the order in which they are printed."""
