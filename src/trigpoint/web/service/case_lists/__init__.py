"""Case lists and the sample, on the side of the inspected service."""
