"""A view parses, asks a room, renders."""
