"""How the command ends. Apart from `shared`, so that what imports for long does so where Ctrl-C is understood."""

UNUSABLE, STOPPED = 2, 130

EXIT_CODES = "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used."
