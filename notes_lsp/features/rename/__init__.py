"""Renaming tags, speakers, headings, anchors and files, with all that names them."""
