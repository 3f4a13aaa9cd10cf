"""TEI P5: writing, reading and checking."""
