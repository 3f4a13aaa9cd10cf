"""Exporters: from documents to files."""
