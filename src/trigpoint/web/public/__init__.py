"""Pages for everybody: what is published, and how this site treats its visitors."""
