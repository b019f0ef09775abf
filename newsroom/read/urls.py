"""Addresses: the key that makes two spellings of one page equal, and absolute links."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

#: R3.
MAX_LINK: Final = 2_048

_SCHEMES: Final = frozenset({"http", "https"})
_DEFAULT_PORTS: Final = frozenset({80, 443})
#: Hosts of one site for other screens.
_TWIN_HOST: Final = re.compile(r"(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")

#: Parameters that say how a reader came, never what is read.
_TRACKING: Final = re.compile(
    r"""(?: (?:utm|at|mtm|pk|hsa|fb|guce)_\w+ | _hs(?:enc|mi) | mc_[ce]id | oly_(?:anon|enc)_id
          | (?:fb|g|d|y|ys|ms|tw|tt)clid | g(?:br|wbr)aid | gbraid | wbraid | gclsrc | gad_source
          | igshid? | _?openstat | li_fat_id | _g[al] | wt_mc | xtor | cmp(?:id)? | ocid | ncid
          | ito | smid | s_cid | ref_(?:src|url) | mkt_tok | vero_id | guccounter
          | phpsessid | jsessionid | output_?type | amp )""",
    re.VERBOSE | re.IGNORECASE,
)
#: These may mean something, unless their value is one of a tracker's.
_PERHAPS_TRACKING: Final = frozenset({"ref", "source", "from", "via", "src"})
_TRACKERS: Final = re.compile(
    "rss|rssfeed|feeds?|atom|twitter|facebook|telegram|tg|x|vk|newsletter|e?mail|social",
    re.IGNORECASE,
)

_ESCAPE: Final = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED: Final = re.compile("[A-Za-z0-9._~-]")
#: Left as they are in paths and queries; `%` only where it begins an escape.
_SAFE: Final = "/:@!$&'()*+,;=?~-._%[]"
_LONE_PERCENT: Final = re.compile("%(?![0-9a-fA-F]{2})")
_AMP_PATH: Final = re.compile(r"^/amp(?=/)|/amp/*$|(?<=.)\.amp(?=(?:\.html?)?/*$)", re.IGNORECASE)

#: One press release under all the addresses that it has had since 1995: language and symbol.
_UN_HOSTS: Final = frozenset({"press.un.org", "un.org"})
_UN_PAGE: Final = re.compile(
    r"""^/(?: (?:press/)? (?P<lang>en|fr) | news/press/docs | news/(?P<old>fr)-press/docs )
        (?: /\d{4} )? / (?: \d{8}\. )? (?P<slug> [a-z]{2,8} \d{1,6} (?: (?:rev|add|corr)\.?\d+ )? )
        (?: \.doc )? (?: \.html? )? /*$""",
    re.VERBOSE | re.IGNORECASE,
)


def canonical(url: str) -> str | None:
    """Return the key of a page: equal for all spellings of its address; None if it is not http(s).

    A key is for comparing, never for showing or fetching.
    """
    parts = _split(url)
    if parts is None:
        return None
    host, port = _host(parts), parts.port
    path = parts.path or "/"
    if host in _UN_HOSTS and (found := _UN_PAGE.match(path)):
        language = (found["lang"] or found["old"] or "en").lower()
        return f"https://press.un.org/{language}/{found['slug'].lower()}"
    place = f"{host}:{port}" if port and port not in _DEFAULT_PORTS else host
    query = _query(parts.query)
    return f"https://{place}{_path(path)}" + (f"?{query}" if query else "")


def absolute(link: str, base: str) -> str | None:
    """Return `link` as an absolute http(s) address, seen from `base`; None where it is not one.

    Too long ones (2,048 characters) and those with a user or password are none either.
    """
    try:
        joined = urljoin(base.strip(), re.sub(r"[\t\r\n]", "", link.strip()))
    except ValueError:
        return None
    parts = _split(joined)
    if not link.strip() or len(joined) > MAX_LINK or parts is None:
        return None
    joined = parts.scheme + joined[len(parts.scheme) :]
    return _NO_ADDRESS.sub(lambda found: quote(found.group(), errors="replace"), joined)


#: White space, controls and lone surrogates, which no address holds.
_NO_ADDRESS: Final = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")


def _split(url: str) -> SplitResult | None:
    """Split an http(s) address; None if it is not one, has credentials, or makes no sense."""
    try:
        parts = urlsplit(url.strip())
        port_is_sane = parts.port != 0
    except ValueError:
        return None
    sane = parts.scheme in _SCHEMES and parts.hostname and port_is_sane
    return parts if sane and "@" not in parts.netloc else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host, errors="replace").lower()
    while found := _TWIN_HOST.match(host):
        host = host[found.end() :]
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    path = _escapes(path)
    before = ""
    while before != path:
        before, path = path, _AMP_PATH.sub("", path).rstrip("/")
    return path or "/"


def _query(query: str) -> str:
    kept = (_escapes(piece.replace("+", "%20")) for piece in query.split("&") if piece)
    return "&".join(sorted(piece for piece in kept if not _is_tracking(piece)))


def _is_tracking(piece: str) -> bool:
    name, _, value = piece.partition("=")
    if name.lower() in _PERHAPS_TRACKING:
        return _TRACKERS.fullmatch(value) is not None
    return _TRACKING.fullmatch(name) is not None


def _escapes(text: str) -> str:
    """Write each character in one way: unreserved ones bare, the others escaped, in capitals."""
    text = _ESCAPE.sub(_escape, _LONE_PERCENT.sub("%25", text))
    return quote(text, safe=_SAFE, errors="replace")


def _escape(found: re.Match[str]) -> str:
    character = chr(int(found.group()[1:], 16))
    return character if _UNRESERVED.match(character) else found.group().upper()
