"""How far apart two colours look, to all eyes, to those without one kind of cone, and in grey.

Who lacks a kind of cone sees as G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A Physiologically-based Model for
Simulation of Color Vision Deficiency (IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009) have it:
their matrices of severity 1.0, in linear RGB. Distances are CIEDE2000 (ISO/CIE 11664-6) after G. Sharma, W. Wu and
E. N. Dalal, The CIEDE2000 Color-Difference Formula (Color Research and Application 30 (1), 2005): 1 is just seen side
by side, 10 is seen at a glance.
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np

from components.display import theme

_MACHADO = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
VISIONS = ("colour", *_MACHADO, "grey")
# From linear sRGB to XYZ over the white of D65 (IEC 61966-2-1), so that white is (1, 1, 1)
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_XYZ = _XYZ / _XYZ.sum(axis=1, keepdims=True)

Lab = tuple[float, float, float]


def see(colour: str, vision: str) -> str:
    """Return the #rrggbb colour that a #rrggbb colour looks like to one of VISIONS."""
    linear = _to_linear(colour)
    if vision in _MACHADO:
        linear = np.array(_MACHADO[vision]) @ linear
    elif vision == "grey":
        linear = np.full(3, theme.luminance(colour))
    values = np.clip(linear, 0, 1)
    encoded = np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(value * 255):02x}" for value in encoded)


def to_lab(colour: str) -> Lab:
    """Return a #rrggbb colour in CIE 1976 L*a*b* on D65."""
    whites = _XYZ @ _to_linear(colour)
    x, y, z = np.where(whites > 216 / 24389, np.cbrt(whites), (24389 / 27 * whites + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def measure_distance(one: str, other: str) -> float:
    """Return the CIEDE2000 distance of two #rrggbb colours."""
    return compute_ciede2000(to_lab(one), to_lab(other))


def compute_ciede2000(one: Lab, other: Lab) -> float:
    """Return the distance of two colours in L*a*b*, with all weights 1; the names are those of Sharma, Wu and Dalal."""
    mean_c = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    g = (1 - sqrt(mean_c**7 / (mean_c**7 + 25**7))) / 2
    (l_1, c_1, h_1), (l_2, c_2, h_2) = ((lab[0], *_to_polar((1 + g) * lab[1], lab[2])) for lab in (one, other))
    turn = _turn(h_1, h_2) if c_1 * c_2 else 0.0
    mean_l, mean_c = (l_1 + l_2) / 2, (c_1 + c_2) / 2
    mean_h = (h_1 + turn / 2) % 360 if c_1 * c_2 else h_1 + h_2
    d_h = 2 * sqrt(c_1 * c_2) * sin(radians(turn / 2))
    in_l = (l_2 - l_1) / (1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2))
    in_c = (c_2 - c_1) / (1 + 0.045 * mean_c)
    in_h = d_h / (1 + 0.015 * mean_c * _weigh_hue(mean_h))
    return sqrt(in_l**2 + in_c**2 + in_h**2 + _rotate(mean_c, mean_h) * in_c * in_h)


def _to_linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _to_polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _turn(first: float, second: float) -> float:
    """Return how far it is from one hue to another the shorter way, -180 to 180 degrees."""
    turn = second - first
    return turn if abs(turn) <= 180 else turn - 360 * (1 if turn > 0 else -1)


def _weigh_hue(hue: float) -> float:
    parts = ((0.17, 1, -30), (-0.24, 2, 0), (-0.32, 3, 6), (0.20, 4, -63))
    return 1 - sum(weight * cos(radians(times * hue + ahead)) for weight, times, ahead in parts)


def _rotate(chroma: float, hue: float) -> float:
    fraction = sqrt(chroma**7 / (chroma**7 + 25**7))
    return -2 * fraction * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
