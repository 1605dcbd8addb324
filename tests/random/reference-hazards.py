"""Writes reference-hazards.json: H of hazards, their means and gamma quantiles to a double's accuracy, by mpmath.

The hazards are computed by other means than the engine's: the generalised gamma by numerical integration of its density,
a phase type by mpmath's matrix exponential, all with 60 digits or more.
Run again only to change the points: python3 tests/random/reference-hazards.py
"""
import json
import pathlib
import random

import mpmath as m

m.mp.dps = 60
rng = random.Random(20250402)


def from_tails(lower, upper):
    return float(-m.log1p(-lower) if lower < upper else -m.log(upper))


def gompertz(spec, t):
    b = m.mpf(spec["slope"])
    return float(m.mpf(spec["rate"]) * (m.expm1(b * t) / b if b else t))


def loglogistic(spec, t):
    return float(m.log1p((t / m.mpf(spec["scale"])) ** m.mpf(spec["shape"])))


def gamma(spec, t):
    x = t / m.mpf(spec["scale"])
    a = m.mpf(spec["shape"])
    m.mp.dps = 60 + int(min(2000, x + a))
    tails = m.gammainc(a, 0, x, regularized=True), m.gammainc(a, x, m.inf, regularized=True)
    h = from_tails(*tails)
    m.mp.dps = 60
    return h


def generalised_gamma(spec, t):
    """The density of w = (log t - mu) / sigma, integrated in pieces from w outwards until nothing more is added."""
    q = m.mpf(spec["Q"])
    w = (m.log(t) - m.mpf(spec["mu"])) / m.mpf(spec["sigma"])
    a = 1 / q**2
    constant = m.log(abs(q)) + a * m.log(a) - m.loggamma(a)
    def density(v):
        return m.exp(constant + a * (q * v - m.exp(q * v)))
    def outwards(sign):
        total, here, width = m.mpf(0), w, m.mpf(1) / 4
        for _ in range(4000):
            there = here + sign * width
            part = m.quad(density, sorted([here, there]))
            total += part
            here = there
            if sign * here > 0 and part < total * m.mpf(10) ** -40:
                return total
        return total
    return from_tails(outwards(-1), outwards(1))


def phase_type(spec, t):
    n = len(spec["exit"])
    g = m.zeros(n + 1)
    for i in range(n):
        for j in range(n):
            g[i, j] = m.mpf(spec["rates"][i][j])
        g[i, n] = m.mpf(spec["exit"][i])
        g[i, i] = -sum(g[i, j] for j in range(n + 1) if j != i)
    e = m.expm(g * t)
    start = [m.mpf(s) for s in spec["start"]]
    total = sum(start)
    lower = sum(s * e[i, n] for i, s in enumerate(start)) / total
    upper = sum(s * e[i, j] for i, s in enumerate(start) for j in range(n)) / total
    return from_tails(lower, upper)


def mixture(spec, t):
    lower = upper = m.mpf(0)
    total = sum(m.mpf(part["weight"]) for part in spec["parts"])
    for part in spec["parts"]:
        h = m.mpf(0) if part["hazard"] == "never" else exact[part["hazard"]["family"]](part["hazard"], t)
        lower += -m.mpf(part["weight"]) * m.expm1(-h) / total
        upper += m.mpf(part["weight"]) * m.exp(-h) / total
    return from_tails(lower, upper)


def of(family, **rest):
    return {"family": family, **rest}


exact = {
    "exponential": lambda spec, t: m.mpf(spec["rate"]) * t,
    "weibull": lambda spec, t: (t / m.mpf(spec["scale"])) ** m.mpf(spec["shape"]),
    "loglogistic": lambda spec, t: m.log1p((t / m.mpf(spec["scale"])) ** m.mpf(spec["shape"])),
}
functions = {
    "gompertz": gompertz, "loglogistic": loglogistic, "gamma": gamma, "generalised_gamma": generalised_gamma,
    "phase_type": phase_type, "mixture": mixture,
}
erlang = of("phase_type", start=[1.0, 0.0, 0.0, 0.0], exit=[0.0, 0.0, 0.0, 0.25],
            rates=[[0.0, 0.25, 0.0, 0.0], [0.0, 0.0, 0.25, 0.0], [0.0, 0.0, 0.0, 0.25], [0.0, 0.0, 0.0, 0.0]])
stiff = of("phase_type", start=[0.9, 0.1, 0.0], exit=[0.5, 0.0, 1e-4],
           rates=[[0.0, 20.0, 0.01], [3.0, 0.0, 1e-3], [1e-6, 0.0, 0.0]])
cyclic = of("phase_type", start=[0.25, 0.75], exit=[0.125, 0.0], rates=[[0.0, 1.5], [0.0625, 0.0]])
specs = [
    (of("gompertz", rate=0.01, slope=0.002), [1e-9, 0.3, 40.0, 900.0, 5000.0]),
    (of("gompertz", rate=0.001, slope=-0.0005), [1e-9, 7.0, 1500.0, 50000.0]),
    (of("gompertz", rate=0.001, slope=1e-13), [3.0, 70000.0]),
    (of("loglogistic", shape=1.75, scale=90.0), [1e-7, 3.0, 90.0, 4000.0, 1e12]),
    (of("gamma", shape=0.05, scale=300.0), [1e-30, 1.0, 40.0, 3000.0, 1e5]),
    (of("gamma", shape=2.5, scale=30.0), [1e-6, 3.0, 75.0, 400.0, 2e4]),
    (of("gamma", shape=40.0, scale=2.0), [4.0, 60.0, 79.0, 83.0, 130.0, 900.0]),
    (of("gamma", shape=900.0, scale=0.5), [300.0, 430.0, 450.0, 475.0, 700.0]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=0.7), [0.5, 20.0, 55.0, 300.0, 2000.0]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=-0.7), [8.0, 20.0, 55.0, 300.0, 2000.0, 1e9]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=2.5), [0.01, 20.0, 55.0, 300.0]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=-2.5), [25.0, 55.0, 300.0, 1e6]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=0.001), [2.0, 20.0, 55.0, 300.0, 2000.0]),
    (of("generalised_gamma", mu=4.0, sigma=0.8, Q=-1e-6), [2.0, 20.0, 55.0, 300.0, 2000.0]),
    (erlang, [1e-3, 0.5, 16.0, 300.0]),
    (stiff, [1e-6, 0.01, 3.0, 300.0, 2e4]),
    (cyclic, [1e-5, 0.3, 10.0, 700.0]),
    (of("mixture", parts=[
        {"weight": 0.625, "hazard": of("weibull", shape=1.5, scale=60.0)},
        {"weight": 0.25, "hazard": of("exponential", rate=0.002)},
        {"weight": 0.125, "hazard": "never"},
    ]), [1e-4, 10.0, 200.0, 9000.0]),
    (of("mixture", parts=[
        {"weight": 0.75, "hazard": of("loglogistic", shape=3.0, scale=60.0)},
        {"weight": 0.25, "hazard": of("exponential", rate=0.125)},
    ]), [1e-4, 10.0, 200.0, 1e7]),
]
hazards = [{"spec": spec, "points": [[t, functions[spec["family"]](spec, m.mpf(t))] for t in ages]} for spec, ages in specs]


def generalised_mean(spec):
    q, sigma = m.mpf(spec["Q"]), m.mpf(spec["sigma"])
    a, s = 1 / q**2, sigma / q
    return float(m.exp(m.mpf(spec["mu"]) + m.loggamma(a + s) - m.loggamma(a) - s * m.log(a)))


def phase_mean(spec):
    n = len(spec["exit"])
    g = m.matrix(n)
    for i in range(n):
        for j in range(n):
            g[i, j] = -m.mpf(spec["rates"][i][j])
        g[i, i] = m.mpf(spec["exit"][i]) + sum(m.mpf(r) for r in spec["rates"][i])
    mean = m.lu_solve(g, m.matrix([1] * n))
    return float(sum(m.mpf(s) * mean[i] for i, s in enumerate(spec["start"])))


means = [[of("gompertz", rate=r, slope=b), float(m.exp(m.mpf(r) / m.mpf(b)) * m.e1(m.mpf(r) / m.mpf(b)) / m.mpf(b))]
         for r, b in [(0.01, 0.002), (0.001, 0.5), (0.01, 0.01), (0.25, 1e-6), (0.75, 1.0)]]
means += [[of("loglogistic", shape=k, scale=90.0), float(90 * (m.pi / m.mpf(k)) / m.sin(m.pi / m.mpf(k)))]
          for k in (1.25, 2.0, 7.5)]
means += [[spec, generalised_mean(spec)] for spec, _ in specs if spec["family"] == "generalised_gamma" and spec["Q"] > -1]
means += [[spec, phase_mean(spec)] for spec in (erlang, stiff, cyclic)]

quantiles = []
for variance in (1e-8, 0.001, 0.2, 0.5, 1.0, 3.0, 40.0):
    a = 1 / m.mpf(variance)
    for p in [1e-9, 0.01, 0.3, 0.5, 0.7, 0.999, 1 - 2.0**-40]:
        z = m.sqrt(2) * m.erfinv(2 * m.mpf(p) - 1)
        constant = a * m.log(a) - m.loggamma(a)
        def below(l):
            if a > 1e6:
                width = 24 / m.sqrt(a)
                points = [l - width * k / 16 for k in range(17)][::-1]
                return m.quad(lambda v: m.exp(constant + a * (v - m.exp(v))), points)
            return m.gammainc(a, 0, a * m.exp(l), regularized=True)
        guess = 1 - 1 / (9 * a) + z / (3 * m.sqrt(a))
        l = 3 * m.log(guess) if guess > 0.2 else (m.log(p) + m.loggamma(a + 1)) / a - m.log(a)
        for _ in range(200):
            f = below(l)
            step = (m.log(f) - m.log(m.mpf(p))) * f / m.exp(constant + a * (l - m.exp(l)))
            longest = 2 / m.sqrt(1 + a)
            l -= max(-longest, min(longest, step)) if p > 0.5 else step
            if abs(step) < m.mpf(10) ** -22:
                break
        else:
            raise ArithmeticError(f"no convergence: {p}, {variance}, {step}")
        quantiles.append([p, variance, float(m.exp(l))])

text = ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]"
                  for name, rows in (("hazards", hazards), ("means", means), ("quantiles", quantiles)))
pathlib.Path(__file__).with_name("reference-hazards.json").write_text("{\n" + text + "\n}\n")
