"""The only room with sockets: it fetches a metadata document over the network.

`fetch` is its one module. `pkce discover` imports it, and only when you name an issuer.
"""
