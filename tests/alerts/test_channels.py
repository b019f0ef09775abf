import io

from alerts.channels import TRANSPORTS, check_telegram, open_transports
from alerts.terminal import Terminal
from tests.alerts.given import channel, settings
from tests.standins.bot_api import BotApi

BOTH = (channel(id="main"), channel(id="here", kind="terminal", chat="terminal"))


async def test_channels_of_one_kind_share_a_way_out():
    config = settings(*BOTH, channel(id="other", chat="@other"))
    async with open_transports(config, Terminal(io.StringIO())) as transports:
        assert set(transports) == {"main", "here", "other"}
        assert transports["main"] is transports["other"]
        assert transports["main"].paced
        assert isinstance(transports["here"], Terminal)


async def test_without_a_token_alerts_go_to_the_terminal():
    terminal = Terminal(io.StringIO())
    async with open_transports(settings(*BOTH, token=None), terminal) as transports:
        assert set(transports.values()) == {terminal}
    assert await check_telegram(settings(token=None)) is None


async def test_the_check_asks_the_bot_api():
    async with BotApi() as api:
        api.add_channel("@main")
        check = await check_telegram(settings(api_url=api.url))
    assert check.who == "@example_bot"
    assert [(one.channel, one.ok) for one in check.channels] == [("main", True)]


def test_every_kind_of_the_configuration_has_its_row():
    assert set(TRANSPORTS) == {"terminal", "telegram"}
