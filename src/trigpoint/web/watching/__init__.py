"""For whoever watches over the installation: is it well, how much is asked of it, and one line for each request."""
