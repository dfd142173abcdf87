"""Pages of the activity 'assessment', on the inspectorate's side."""
