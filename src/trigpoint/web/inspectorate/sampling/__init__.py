"""Pages of the activity 'sampling', on the inspectorate's side."""
