"""TEI P5: the exporter that writes every layer by its schema alone, and the reader that restores the document.

What the files look like, and why, is written in the TEI pages of the documentation. The one rule behind all of it:
the string value of the ``text`` element is the document's text, code point for code point, so that every annotation
can be a pointer ``#string-range(t,OFFSET,LENGTH)`` in ``standOff``. Markup inside the text is a projection for
readers who know only inline TEI; nothing is lost with what it leaves out.
"""
