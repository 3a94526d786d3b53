"""Parts of `benchmarks.register`: scoring, and what is measured beside our own linking."""
