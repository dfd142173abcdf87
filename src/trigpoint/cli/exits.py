"""How a command ends. Apart from `shared`, which imports more than `--help` needs."""

UNUSABLE, STOPPED = 2, 130

EXIT_CODES = "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used."
