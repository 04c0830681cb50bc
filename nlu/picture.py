"""The picture of how far engines can be trusted: confidence against the share that was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt

from jinja2 import Environment

from nlu.report import BINS, Bin, Report

_LEFT, _TOP, _SIDE = 110, 64, 480  # of the square that is drawn in
_RIGHT, _BELOW, _ROW = 40, 84, 22
_SMALL, _LARGE = 3.0, 9.0  # radius of a dot, by how many messages it stands for


@dataclass(frozen=True, slots=True)
class _Dot:
    x: float
    y: float
    r: float
    said: str


@dataclass(frozen=True, slots=True)
class _Engine:
    name: str
    path: str
    dots: tuple[_Dot, ...]
    counts: tuple[str, ...]
    row: int


def reliability(found: Sequence[Report]) -> str:
    """Return a picture of reports over the same messages as SVG, a line an engine; it fits light and dark pages."""
    template = Environment(autoescape=True).from_string(files("nlu").joinpath("reliability.svg").read_text("utf-8"))
    engines = [_engine(one, number) for number, one in enumerate(found)]
    return template.render(
        width=_LEFT + _SIDE + _RIGHT,
        height=_TOP + _SIDE + _BELOW + _ROW * len(found),
        description=" ".join(f"{one.name}: {'; '.join(dot.said for dot in one.dots)}." for one in engines),
        ticks=[number / 5 for number in range(6)],
        bins=BINS,
        engines=engines,
        x=_x,
        y=_y,
    )


def _engine(one: Report, number: int) -> _Engine:
    most = max((part.count for part in one.bins), default=0)
    dots = tuple(_dot(part, most) for part in one.bins if part.count)
    path = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if dots else ""
    counts = tuple(f"{part.count:,}" if part.count else "" for part in one.bins)
    return _Engine(one.engine, path, dots, counts, _TOP + _SIDE + _BELOW - _ROW + _ROW * number)


def _dot(part: Bin, most: int) -> _Dot:
    said = f"of {part.count:,} messages with a confidence of {part.confidence:.2f} on average {part.accuracy:.1%} right"
    radius = _SMALL + (_LARGE - _SMALL) * sqrt(part.count / most)
    return _Dot(_x(part.confidence), _y(part.accuracy), round(radius, 1), said)


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)
