"""Executes a notebook as a browser does, by Jupyter's web interface: client.py PORT TOKEN NOTEBOOK

The last line of output is `SECONDS | SECONDS`: from opening the notebook to its first
answered cell, and to its last. Ends with 1 after a cell that failed.
"""

import asyncio
import json
import sys
import time
import uuid
from urllib.error import URLError
from urllib.request import Request, urlopen

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect


def request(server, token, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    with urlopen(Request(f"http://{server}/api/{path}", data, headers), timeout=120) as answer:
        return json.load(answer)


def wait_for(server, token):
    end = time.monotonic() + 120
    while True:
        try:
            return request(server, token, "status")
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def message(code):
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "username": "",
        "session": "browser",
        "version": "5.3",
    }
    content = {"code": code, "silent": False, "store_history": True, "stop_on_error": True}
    return {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": "shell",
    }


async def execute(channel, code):
    """The reply to a cell, after everything that the cell shows."""
    sent = message(code)
    await channel.write_message(json.dumps(sent))
    reply, idle = None, False
    while reply is None or not idle:
        text = await channel.read_message()
        if text is None:
            raise ConnectionError("the kernel is gone")
        got = json.loads(text)
        if got["msg_type"] == "status" and got["content"]["execution_state"] in ("restarting", "dead"):
            raise ConnectionError("the kernel died")
        if got["parent_header"].get("msg_id") != sent["header"]["msg_id"]:
            continue
        if got["msg_type"] == "execute_reply":
            reply = got["content"]
        elif got["msg_type"] == "status":
            idle = got["content"]["execution_state"] == "idle"
    return reply


async def run(server, token, notebook):
    wait_for(server, token)
    begin = time.monotonic()
    cells = request(server, token, f"contents/{notebook}")["content"]["cells"]
    session = request(
        server,
        token,
        "sessions",
        {"path": notebook, "name": "", "type": "notebook", "kernel": {"name": "java"}},
    )
    address = f"ws://{server}/api/kernels/{session['kernel']['id']}/channels?session_id=browser"
    channel = await websocket_connect(
        HTTPRequest(address, headers={"Authorization": f"token {token}"}, request_timeout=0)
    )
    first = None
    for number, cell in enumerate((c for c in cells if c["cell_type"] == "code"), start=1):
        source = cell["source"]
        reply = await execute(channel, source)
        first = first or time.monotonic() - begin
        if reply["status"] != "ok":
            print(f"code cell {number}: {reply.get('ename')}: {reply.get('evalue')}\n{source}")
            print("failed | failed")
            return 1
    print(f"{first:.1f} | {time.monotonic() - begin:.1f}")
    return 0


if __name__ == "__main__":
    port, token, notebook = sys.argv[1:]
    try:
        sys.exit(asyncio.run(run(f"127.0.0.1:{port}", token, notebook)))
    except OSError as error:
        print(f"{error}\nfailed | failed")
        sys.exit(1)
