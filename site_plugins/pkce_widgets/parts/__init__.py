"""The live parts, one module each: what is asked, what is answered."""
