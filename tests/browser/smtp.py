# A real SMTP server (aiosmtpd) that stores what it takes in a Maildir: smtp.py PORT MAILDIR
import mailbox, sys, threading
from aiosmtpd.controller import Controller

class Store:
    def __init__(self, folder):
        self.box = mailbox.Maildir(folder, create=True)
        self.lock = threading.Lock()

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            message = mailbox.MaildirMessage(envelope.content)
            message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
            self.box.add(message)
        return "250 2.0.0 stored"

controller = Controller(Store(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("up", flush=True)
sys.stdin.read()
controller.stop()
