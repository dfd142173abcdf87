"""People of an organisation, invitations and declarations of interest."""
