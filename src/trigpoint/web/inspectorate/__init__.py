"""Pages of the inspectorate's side, mirroring its activities name for name."""
