"""Where links lead: the anchors that notes give, and the parts of what is written as a target.

Pure: nothing here asks the disk or the web whether a target is there.
"""
