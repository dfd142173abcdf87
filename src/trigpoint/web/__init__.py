"""All HTTP: addresses, pages, forms, templates and style. It decides nothing: activities do."""
