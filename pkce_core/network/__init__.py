"""The only room with sockets: fetches one metadata document.

`pkce discover` alone imports it, when it is asked for an issuer.
"""
