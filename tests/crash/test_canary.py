"""The token is a canary: whatever goes wrong, it is seen nowhere but in the requests themselves."""

from urllib.parse import quote

import pytest

from tests.crash.nursery import Nursery
from tests.crash.pipeline import Job
from tests.standins.bot_api import TOKEN, BotApi, Fault

HALF = TOKEN.partition(":")[2]
ECHO = f"/bot{TOKEN}/sendMessage"
TROUBLE = (
    Fault.api(400, f"Bad Request: can't parse {ECHO}"),
    Fault.api(429, f"Too Many Requests: {ECHO}", retry_after=0),
    Fault.status(502, f"<html>{ECHO}</html>".encode()),
    Fault.status(500, b"x", accepted=True),
    Fault.reset(accepted=True),
    Fault.reset(accepted=False),
    Fault.status(200, f'{{"ok": true, "result": {{"url": "{ECHO}"}}}}'.encode()),
)


@pytest.fixture
def job(tmp_path, database):
    return Job(database=database, api_url="http://127.0.0.1:9", folder=str(tmp_path),
               chats=("@main", "501", "502"), stories=8, talkative=True, hurry=10)  # fmt: skip


def changed(job, **more):
    return Job.from_json({**job.to_json(), **more})


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        standin.add_private(501)
        standin.add_private(502, blocked=True)
        yield standin


def seen_in(folder):
    """Return the files that hold the token in any form."""
    forms = {form.encode() for form in (TOKEN, HALF, quote(TOKEN, ""), quote(HALF, ""))}
    files = [path for path in folder.iterdir() if path.is_file()]
    assert {"log.txt", "vedette.db"} <= {path.name for path in files}
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


async def test_refusals_resets_and_an_echo_of_the_address(job, api, tmp_path):
    api.faults["sendMessage"].extend(TROUBLE)
    api.faults["editMessageReplyMarkup"].extend([Fault.status(502, ECHO.encode()), *TROUBLE[1:2]])
    async with Nursery() as nursery:
        ended = await nursery.run(changed(job, api_url=api.url))
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert ended.code == 0, log[-3000:]
    assert not api.faults["sendMessage"]
    assert " DEBUG " in log
    assert "[secret]" in log
    assert seen_in(tmp_path) == []


@pytest.mark.parametrize("what", ["refused", "away", "killed"])
async def test_a_dead_token_a_dead_server_and_a_dead_sender(job, api, tmp_path, what):
    """Nothing can be sent: the process gives up with a traceback, or is killed."""
    if what == "refused":
        api.token = "123456789:another"
    if what != "away":
        job = changed(job, api_url=api.url)
    async with Nursery() as nursery:
        patience = {"patience": 1.5} if what != "killed" else {"kill_at": 500}
        ended = await nursery.run(changed(job, **patience))
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert ended.code == (-9 if what == "killed" else 1)
    assert ("Traceback" in log) is (what != "killed")
    assert seen_in(tmp_path) == []
