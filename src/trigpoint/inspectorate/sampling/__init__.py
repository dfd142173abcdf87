"""Case lists in, exclusions, the draw and its certificate, and cases that are replaced."""
