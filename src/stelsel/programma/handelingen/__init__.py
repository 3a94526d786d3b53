"""One act per file: who may, what happens, what is logged, its own errors."""
