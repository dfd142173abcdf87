"""The inspectorate's side of the wall: its activities, in the order of an inspection's life, without HTTP."""
