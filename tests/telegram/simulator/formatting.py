from html.parser import HTMLParser

from tests.telegram.simulator.shapes import Thing, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
}


def units(text: str) -> int:
    """Count a text as Telegram does: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.plain = ""
        self.found: list[Thing] = []
        self._open: list[tuple[str, int, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self._open.append((tag, units(self.plain), dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise bad_request(f'can\'t parse entities: Unmatched end tag "{tag}"')
        _, start, href = self._open.pop()
        entity: Thing = {"type": TAGS[tag], "offset": start, "length": units(self.plain) - start}
        self.found.append(entity | ({"url": href} if href else {}))

    def handle_data(self, data: str) -> None:
        self.plain += data

    def finish(self) -> None:
        self.close()
        if self._open:
            raise bad_request(f"can't parse entities: Can't find end tag for {self._open[-1][0]}")


def parsed(text: str, mode: str) -> tuple[str, list[Thing]]:
    """Return the plain text and its entities; only HTML is understood, other modes stay as they are."""
    if mode.upper() != "HTML":
        return text, []
    reader = _Html()
    reader.feed(text)
    reader.finish()
    return reader.plain, reader.found
