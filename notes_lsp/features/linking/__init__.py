"""What the links of notes say and where they lead: targets, anchors, paths, and the files that are known."""
