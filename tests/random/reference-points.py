"""Writes reference-points.json: inputs and results to twice double precision, by mpmath (any version from 1.0).

Each row is [input, ..., high, low]: the result rounded to a double, and what rounding lost.
Run again only to change the points: python3 tests/random/reference-points.py
"""
import json
import pathlib
import random

import mpmath as m

m.mp.prec = 240
rng = random.Random(20250401)
EACH = 24


def uniform(low, high):
    return [rng.uniform(low, high) for _ in range(EACH)]


def powers(low, high, signs=(1,)):
    """Numbers spread evenly over binary exponents; exact doubles, subnormals included."""
    return [rng.choice(signs) * float(m.mpf(2) ** m.mpf(rng.uniform(low, high))) for _ in range(EACH)]


def log_survival(z):
    if z < 0:
        return m.log1p(-m.erfc(-z / m.sqrt(2)) / 2)
    if z < 1000:
        return m.log(m.erfc(z / m.sqrt(2)) / 2)
    series, term = m.mpf(1), m.mpf(1)
    for k in range(1, 25):
        term *= -(2 * k - 1) / z**2
        series += term
    return -z * z / 2 - m.log(z * m.sqrt(2 * m.pi)) + m.log(series)


def solved(function, slope, z):
    """Newton's method from a double's accuracy to far beyond it."""
    for _ in range(60):
        step = function(z) / slope(z)
        z -= step
        if abs(step) < m.mpf(2) ** -150 * max(1, abs(z)):
            return z
    raise ArithmeticError("no convergence")


def rate(z):
    return m.exp(-z * z / 2 - log_survival(z)) / m.sqrt(2 * m.pi)


def quantile_from_hazard(h):
    if h > 3:
        return solved(lambda z: -log_survival(z) - h, rate, m.sqrt(max(2 * h - m.log(4 * m.pi * h), 1)))
    upper = -m.log(-m.expm1(-h))  # the hazard of the other tail: symmetric, and well scaled when h is tiny
    if upper > 3:
        return -quantile_from_hazard(upper)
    return solved(lambda z: -log_survival(z) - h, rate, m.mpf(0))


def quantile(p):
    return -quantile_from_hazard(-m.log(p)) if p < 0.5 else quantile_from_hazard(-m.log(1 - p))


ONE = 1.0
EPS = 2.0**-52
RANGES = {
    "log": (m.log, powers(-1020, 1023) + uniform(0.97, 1.03) + uniform(0.5, 2) + powers(-1074, -1022)
            + [ONE - EPS / 2, ONE + EPS, 5e-324, 2.0**-1022, 1.7976931348623157e308, 0.703125, 1.40625]),
    "exp": (m.exp, uniform(-708, 709) + uniform(-5, 5) + powers(-60, -3, (1, -1)) + uniform(-745, -708)
            + [709.782712893384, -745.1, 1e-300, -1e-300]),
    "log1p": (m.log1p, uniform(-0.99, 3) + powers(-60, -2, (1, -1)) + powers(1, 1000)
              + [5e-324, -5e-324, EPS, -EPS, -1 + EPS / 2, 2.0**-27, -(2.0**-27)]),
    "expm1": (m.expm1, uniform(-40, 709) + uniform(-2, 2) + powers(-60, -2, (1, -1)) + [5e-324, EPS, -EPS, -39.9, -745.0]),
    "erfc": (m.erfc, uniform(-6, 3) + uniform(1, 26) + powers(-60, -1, (1, -1)) + [0.84375, 1.25, 2.857142857142857, 26.5]),
    "normalLogSurvival": (log_survival, uniform(-8, 8) + uniform(-37, -6) + powers(2, 60)
                          + [0.66291, -0.66291, 5.656854249492381, 40.0, 1e6, 1e150, -37.5]),
    "normalQuantile": (quantile, uniform(0.001, 0.999) + powers(-1000, -2) + [1e-300, 1 - EPS / 2, 0.075, 0.925]),
    "normalQuantileFromHazard": (quantile_from_hazard, uniform(0.2, 40) + powers(1, 60) + powers(-900, -1)
                                 + [728.9, 729.1, 2.590267165445, 2.590267165446, 5e-324, 1e31, 1e300]),
}


def pair(value):
    high = float(value)
    return [high, float(value - m.mpf(high))]


points = {name: [[x, *pair(f(m.mpf(x)))] for x in xs] for name, (f, xs) in RANGES.items()}
bases = list(zip(powers(-30, 30), uniform(-15, 15))) + list(zip(powers(-1022, 1023), uniform(-1, 1)))
bases += list(zip(uniform(0.9, 1.1), uniform(-4000, 4000))) + list(zip(powers(-1074, -1022), uniform(-0.9, 0.9)))
bases += [(1 + t, rng.uniform(-600, 600) / t) for t in powers(-50, -4, (1, -1))]
bases += [(2.0, 0.5), (10.0, 308.0), (10.0, -307.0), (1 + EPS, 1e18), (1 - EPS / 2, 1e18), (5e-324, 1.0), (3.0, 40.0)]
points["power"] = [[x, y, *pair(m.exp(m.mpf(y) * m.log(m.mpf(x))))] for x, y in bases]

rows = ",\n".join(
    f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in points.items()
)
pathlib.Path(__file__).with_name("reference-points.json").write_text("{\n" + rows + "\n}\n")
