"""The guides of docs/using as pages, each reached from the pages that it explains."""
