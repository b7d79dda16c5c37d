"""The rules: one module each, listed in `khcchc.check.registry`."""
