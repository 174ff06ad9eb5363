# A real SMTP server (aiosmtpd) that notes each mail it takes, as "Message-ID receiver", before it
# answers: smtp.py PORT FILE
import os, re, sys
from aiosmtpd.controller import Controller

class Notes:
    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def handle_DATA(self, server, session, envelope):
        message = re.search(rb"^Message-ID: *<([^>@]+)", envelope.content, re.M | re.I)
        name = message.group(1).decode() if message else "none"
        os.write(self.file, f"{name} {' '.join(envelope.rcpt_tos)}\n".encode())
        return "250 2.0.0 noted"

controller = Controller(Notes(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("up", flush=True)
sys.stdin.read()
controller.stop()
