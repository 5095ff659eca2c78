"""A package for tests: says hello in a page."""
