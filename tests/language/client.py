"""A client of LanguageTool that nobody here wrote (PyPI language-tool-python) asks the program at an address.
Prints what it was told as JSON."""
import json
import sys

import language_tool_python

tool = language_tool_python.LanguageTool("da-DK", remote_server=sys.argv[1])
text = sys.argv[2]
found = [
    {"rule": match.rule_id, "text": text[match.offset : match.offset + match.error_length], "instead": match.replacements}
    for match in tool.check(text)
]
print(json.dumps({"found": found, "corrected": tool.correct(text)}))
