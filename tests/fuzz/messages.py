frames_of=session_of=None
