"""What tests share: a server for built sites, and a browser."""
