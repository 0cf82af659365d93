"""Where a page's own coordinates lie on the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docintel.domain.source import PageBox
from docintel.intake.pdf.raw import Floats

FAR = 20_000.0  # points; the largest page is 14,400 wide


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page (in its own coordinates, y upward), seen after turning it clockwise by `rotation` degrees (0, 90, 180, 270).

    What comes out are points from the seen upper left corner, y downward.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Of the page as seen."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as seen."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def points(self, across: Floats, up: Floats) -> tuple[Floats, Floats]:
        """The page's own coordinates as seen; what lies nowhere, or further out than any page reaches, is put at the edge of that."""
        across, up = (np.clip(np.nan_to_num(values), -FAR, FAR) for values in (across, up))
        if self.rotation == 0:
            return across - self.left, self.top - up
        if self.rotation == 90:
            return up - self.bottom, across - self.left
        if self.rotation == 180:
            return self.right - across, up - self.bottom
        return self.top - up, self.right - across

    def boxes(self, corners: Floats) -> Floats:
        """Rows of two opposite corners (x, y, x, y) as rows of x0, top, x1, bottom."""
        x_one, y_one = self.points(corners[:, 0], corners[:, 1])
        x_two, y_two = self.points(corners[:, 2], corners[:, 3])
        return np.column_stack((np.minimum(x_one, x_two), np.minimum(y_one, y_two), np.maximum(x_one, x_two), np.maximum(y_one, y_two)))

    def own(self, across: float, down: float) -> tuple[float, float]:
        """A seen point in the page's own coordinates."""
        if self.rotation == 0:
            return across + self.left, self.top - down
        if self.rotation == 90:
            return down + self.left, across + self.bottom
        if self.rotation == 180:
            return self.right - across, down + self.bottom
        return self.right - down, self.top - across


@dataclass(frozen=True, slots=True)
class Place:
    """Makes boxes of page `number`; what was read in `reading`'s frame (text upright) is put where it stands on the page as seen."""

    number: int
    seen: Frame
    reading: Frame

    def box(self, x0: float, top: float, x1: float, bottom: float) -> PageBox:
        """The box on the seen page."""
        if self.seen.rotation == self.reading.rotation:
            return PageBox(self.number, x0, top, x1, bottom)
        corners = np.array([[*self.reading.own(x0, top), *self.reading.own(x1, bottom)]])
        return PageBox(self.number, *self.seen.boxes(corners)[0].tolist())
