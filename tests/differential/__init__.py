"""What this library and its peers make of the same inputs: one module for each kind of input."""
