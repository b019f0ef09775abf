"""Ids, zones, addresses, chats, selectors: text that has to name something real or well-formed.

Every `parse_*` raises `ValueError` with a sentence that says what would be right.
"""

from __future__ import annotations

import re
import zoneinfo
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from newsroom.config.wording import nearest, quote
from newsroom.settings import AllowedAddress

ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"
LANGUAGE_PATTERN = "^[a-z]{2,3}$"
SEAT_PATTERN = "^[A-Z]{2,3}$"
COUNTRY_PATTERN = "^[A-Z]{3}$"
CHAT_PATTERN = "^(@[A-Za-z][A-Za-z0-9_]{3,31}|-?[1-9][0-9]{0,18})$"
TOPIC_PATTERN = r"^\w[\w-]{0,63}$"

_LONGEST_URL = 2_048
_LONGEST_TEXT = 2_000
_LONGEST_SELECTOR = 500
_PORTS = range(1, 65_536)


def parse_id(text: str) -> str:
    """Read a stable key: letters, digits and hyphens."""
    if re.fullmatch(ID_PATTERN, text):
        return text
    right = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:64]
    advice = f"write {right}" if right else "such as un-press"
    raise ValueError(
        f"{quote(text)} is not an id: letters a-z, digits and hyphens, 64 at most; {advice}"
    )


def parse_topic(text: str) -> str:
    """Read a topic: one word."""
    if re.fullmatch(TOPIC_PATTERN, text):
        return text
    right = re.sub(r"\W+", "_", text).strip("_")[:64]
    raise ValueError(f"{quote(text)} is not one word; write {right or 'caucasus_incident'}")


def parse_text(text: str) -> str:
    """Read a line of text for people."""
    line = text.strip()
    if not line:
        raise ValueError("is empty; write some words or leave the key out")
    if not line.isprintable():
        raise ValueError(f"{quote(line)} holds a line break or a control character")
    if len(line) > _LONGEST_TEXT:
        raise ValueError(f"is longer than {_LONGEST_TEXT:,} characters")
    return line


def parse_header(text: str) -> str:
    """Read a value that travels in an HTTP header."""
    line = parse_text(text)
    if not line.isascii():
        raise ValueError(f"{quote(line)} cannot be sent: use letters of ASCII only")
    return line


def parse_language(text: str) -> str:
    """Read an ISO 639 code."""
    if re.fullmatch(LANGUAGE_PATTERN, text):
        return text
    right = text.strip().lower()
    if re.fullmatch(LANGUAGE_PATTERN, right):
        raise ValueError(f"{quote(text)} is not a language code; write {right}")
    raise ValueError(f"{quote(text)} is not a language code; two or three letters, such as hy")


def parse_code(text: str, pattern: str, example: str) -> str:
    """Read a code in capitals."""
    if re.fullmatch(pattern, text):
        return text
    right = text.strip().upper()
    if re.fullmatch(pattern, right):
        raise ValueError(f"{quote(text)} is not written in capitals; write {right}")
    raise ValueError(f"{quote(text)} is not a code; such as {example}")


def parse_zone(text: str) -> str:
    """Read a time zone of the IANA database."""
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        meant = nearest(text, sorted(zoneinfo.available_timezones()))
        advice = f"did you mean {quote(meant)}?" if meant else "write one such as Asia/Tbilisi"
        raise ValueError(f"{quote(text)} is not a time zone; {advice}") from None
    return text


def parse_url(text: str) -> str:
    """Read an http or https address without credentials."""
    if not text.isprintable() or " " in text or len(text) > _LONGEST_URL:
        raise ValueError(
            f"is not an address: no blanks or control characters, {_LONGEST_URL:,} at most"
        )
    # A text with credentials is never repeated in a message.
    shown = "the address" if "@" in text else quote(text)
    parts = _split(text, shown)
    if parts.scheme not in {"http", "https"}:
        bare = "://" not in text and "." in text and "@" not in text
        right = f"write https://{text}" if bare else "http:// and https:// are"
        raise ValueError(f"{shown} is not a web address; {right}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address holds a user name or a password; leave them out")
    if not parts.hostname or not _host_like(parts.hostname):
        raise ValueError(f"{shown} names no host; write https://host/path")
    return text


def _split(text: str, shown: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError(f"{shown} is not an address; its host or port cannot be read") from None
    if port == 0:
        raise ValueError(f"{shown} has the port 0; 1 to 65,535 can be used")
    return parts


def _host_like(host: str) -> bool:
    return ":" in host or re.fullmatch(r"[\w.-]+", host) is not None


def parse_host(text: str) -> str:
    """Read a host to listen on: an address or a name."""
    if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", text) or _is_address(text):
        return text
    raise ValueError(f"{quote(text)} is not a host; write 127.0.0.1")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def parse_chat(text: str) -> str:
    """Read `@name` or a numeric id."""
    if re.fullmatch(CHAT_PATTERN, text):
        return text
    name = re.sub(r"^(https?://)?(t\.me/|telegram\.me/)?@?", "", text.strip()).strip("/")
    if re.fullmatch(CHAT_PATTERN, f"@{name}"):
        raise ValueError(f'{quote(text)} is not a chat; write "@{name}"')
    raise ValueError(
        f'{quote(text)} is not a chat; write "@channel_name" (4 to 32 letters, digits and _) '
        "or a numeric id such as -1001234567890"
    )


def parse_allowed(text: str) -> AllowedAddress:
    """Read `10.0.0.5`, `10.0.0.0/8`, `127.0.0.1:8080`, `::1` or `[::1]:8080`."""
    bracketed = re.fullmatch(r"\[([^\]]*)\](?::([0-9]{1,6}))?", text)
    with_port = re.fullmatch(r"([^:\[\]]+):([0-9]{1,6})", text)
    found = bracketed or with_port
    address, port = (found[1], found[2]) if found else (text, None)
    if port is not None and int(port) not in _PORTS:
        raise ValueError(f"{quote(text)} has no such port; 1 to 65,535")
    if port is not None and "/" in address:
        raise ValueError(f"{quote(text)} is a network with a port; name a single address")
    return _allowed(address, None if port is None else int(port), text)


def _allowed(address: str, port: int | None, text: str) -> AllowedAddress:
    try:
        return AllowedAddress(network=ip_network(address, strict=True), port=port)
    except ValueError:
        pass
    try:
        right = ip_network(address, strict=False)
    except ValueError:
        raise ValueError(
            f"{quote(text)} is not an address or a network; write 10.0.0.5, 10.0.0.0/8, "
            "127.0.0.1:8080 or [::1]:8080 (names are not taken)"
        ) from None
    raise ValueError(f"{quote(text)} has bits beyond its network; write {right}")


def format_allowed(allowed: AllowedAddress) -> str:
    """Write an entry as `parse_allowed` reads it."""
    network = allowed.network
    single = network.num_addresses == 1
    address = str(network.network_address) if single else str(network)
    if allowed.port is None:
        return address
    return f"[{address}]:{allowed.port}" if ":" in address else f"{address}:{allowed.port}"


def parse_selector(text: str) -> str:
    """Read a CSS selector that selects elements."""
    from cssselect import GenericTranslator, SelectorError  # noqa: PLC0415 - kind `page` only

    if not text.strip() or len(text) > _LONGEST_SELECTOR:
        raise ValueError(f"is not a CSS selector: 1 to {_LONGEST_SELECTOR} characters")
    if "::" in text:
        raise ValueError(f"{quote(text)} selects a part of an element; leave out the “::…”")
    try:
        GenericTranslator().css_to_xpath(text)
    except (SelectorError, ValueError, RecursionError) as error:
        why = str(error).replace("\n", " ").rstrip(".")
        raise ValueError(f"{quote(text)} is not a CSS selector: {why}") from None
    return text
