"""Starting the server on a channel: greet the client at once, and import the rest behind that."""

import gc

from notes_lsp.lsp.greeting import Ended, greet
from notes_lsp.lsp.mailbox import Mailbox
from notes_lsp.lsp.transport import Channel, Ending, start_reading


def serve(channel: Channel) -> int:
    """Serve the client on ``channel`` until it is gone; gives the exit code."""
    mailbox = Mailbox()
    ending = Ending(waiting=mailbox.__len__)
    start_reading(channel, mailbox.put, ending)
    # Importing makes no garbage worth looking for.
    gc.disable()
    try:
        greeted = greet(mailbox, channel.write)
    except OSError:  # the client is gone
        return ending.exit_code()
    if isinstance(greeted, Ended):
        return greeted.exit_code
    from notes_lsp.lsp.server import run_server

    return run_server(channel, mailbox, greeted, ending)
