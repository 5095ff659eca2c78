"""The stages of a build, from packages to files that a static host serves.

Read `builder` first: it calls the others in order. The plugin and the command import this room.
"""
