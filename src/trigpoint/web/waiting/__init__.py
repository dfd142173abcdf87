"""What waits on somebody, as pages of both sides show it. What it is, is decided in `inspectorate.waiting` alone."""
