"""PDF that is archival (PDF/A) and accessible (PDF/UA) at once, for every script we print.

A layer over ReportLab with no knowledge of dossiers. Read the modules in this order::

    bidi        the order of mixed text (UAX #9)
    shape       letters to glyphs (HarfBuzz), once per process
    objects     bytes that stand in the file as they are
    fonts       the part of a font that one document uses
    metadata    what the document is: XMP
    archive     colours, attachments
    structure   the tree that a screen reader walks
    outline     bookmarks
    canvas      pages whose content is tagged
    style       how text looks
    words       text to pieces that a line may break between
    text        pieces to lines, and what draws them
    flow        paragraphs and lists as Platypus flowables
    rows        the cells of a table and their heights
    table       tables with head cells and scopes
    figure      QR codes with words for who cannot see them

How to use it, and why it is the way it is: ``desktop/docs/tagged-pdf.md``.
"""
