"""The command line: one module a command. Commands print; everything else is worked out below."""
