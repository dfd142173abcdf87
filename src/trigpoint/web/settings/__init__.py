"""Settings: `base` for all, `production` for an installation, `demonstration` for one's own machine, `testing`."""
