"""What can be mended or made at a place: fixes of findings, headings, code blocks, tables of contents."""
