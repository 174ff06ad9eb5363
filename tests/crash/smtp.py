# A real SMTP server (aiosmtpd) that notes each mail it takes, as "Message-ID receiver", before it
# answers, so many seconds later: smtp.py PORT FILE [SECONDS]
import asyncio, os, re, sys
from aiosmtpd.controller import Controller

LATE = float(sys.argv[3]) if len(sys.argv) > 3 else 0

class Notes:
    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def handle_DATA(self, server, session, envelope):
        message = re.search(rb"^Message-ID: *<([^>@]+)", envelope.content, re.M | re.I)
        name = message.group(1).decode() if message else "none"
        os.write(self.file, f"{name} {' '.join(envelope.rcpt_tos)}\n".encode())
        await asyncio.sleep(LATE)
        return "250 2.0.0 noted"

controller = Controller(Notes(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("up", flush=True)
sys.stdin.read()
controller.stop()
