"""Who there is, what each may do, and which conflicts of interest they declared."""
