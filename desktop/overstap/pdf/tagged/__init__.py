"""PDF that is archival (PDF/A) and accessible (PDF/UA) at once, for every script we print.

A layer over ReportLab with no knowledge of dossiers. Read the modules in this order::

    bidi        the order of mixed text (UAX #9)
    shape       letters to glyphs (HarfBuzz), once per process
    objects     bytes that stand in the file as they are
    fonts       the part of a font that one document uses
    metadata    what the document is: XMP
    structure   the tree that a screen reader walks
    canvas      pages whose content is tagged; colours, attachments
    text        styles, words, lines
    flow        paragraphs and lists as Platypus flowables
    table       tables with head cells and scopes
    figure      QR codes with words for who cannot see them

How to use it, and why it is the way it is: ``desktop/docs/tagged-pdf.md``.
"""
