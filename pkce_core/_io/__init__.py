"""The only rooms with sockets. Nothing outside `cli` loads them, and only when a command needs the network."""
