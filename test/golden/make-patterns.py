"""Makes patterns.json: the p-values behind patterns, of scipy 1.10 where it has the test, else by the textbook's sum.

    python3 test/golden/make-patterns.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats

HERE = Path(__file__).parent
RNG = np.random.default_rng(42)


def rayleigh(turns):
    """The resultant's density as a Bessel integral (Greenwood and Durand, 1955): exact."""
    n = len(turns)
    length = abs(np.exp(2j * np.pi * np.asarray(turns)).sum())
    grid = np.linspace(0, 60, 2_000_001)
    below = length * np.trapz(special.j0(grid) ** n * special.j1(length * grid), grid)
    return {"turns": [float(t) for t in turns], "length": length / n, "p": float(1 - below)}


def kuiper(distance, n):
    scaled = (np.sqrt(n) + 0.155 + 0.24 / np.sqrt(n)) * distance
    terms = np.arange(1, 2001)[::-1]
    return {"distance": distance, "n": n, "p": float(np.sum(2 * (4 * (terms * scaled) ** 2 - 1) * np.exp(-2 * (terms * scaled) ** 2)))}


def kuiper_distance(turns):
    """V = D+ + D- of scipy's one-sided Kolmogorov-Smirnov statistics."""
    return float(sum(stats.kstest(turns, "uniform", alternative=side).statistic for side in ("greater", "less")))


def moran(gaps):
    """Bartlett's test of samples of three whose variances, of two degrees of freedom, are the gaps."""
    samples = [[-np.sqrt(gap), 0, np.sqrt(gap)] for gap in gaps]
    return {"gaps": [float(gap) for gap in gaps], "p": float(stats.bartlett(*samples).pvalue)}


COUNTS = [(0, 10, 0.5), (9, 10, 0.5), (3, 40, 0.25), (17, 40, 0.25), (120, 300, 1 / 3), (5, 5, 0.9), (700, 2000, 0.3), (1, 1, 0.25)]
TABLES = [(8, 2, 1, 5), (30, 70, 45, 455), (0, 20, 30, 200), (15, 5, 500, 500), (3, 12, 2, 13)]
RATES = [(60, 28, 152, 152), (10, 28, 152, 152), (28, 28, 28, 28), (0, 28, 12, 60)]
SCATTERED = [RNG.random(n) for n in (5, 20, 80)]
GATHERED = [(0.4 + 0.15 * RNG.normal(size=n)) % 1 for n in (8, 25)]
P_VALUES = RNG.random(30) ** 3

golden = {
    "rayleigh": [rayleigh(turns) for turns in [*SCATTERED, *GATHERED]],
    "kuiper": [kuiper(distance, n) for distance, n in [(0.1, 200), (0.3, 30), (0.2, 50.5), (0.12, 400)]],
    "kuiperDistances": [{"turns": [float(t) for t in turns], "distance": kuiper_distance(turns)} for turns in [*SCATTERED, *GATHERED]],
    "binomial": [{"hits": k, "trials": n, "share": p, "p": float(stats.binomtest(k, n, p).pvalue)} for k, n, p in COUNTS],
    "fisher": [{"table": list(t), "p": float(stats.fisher_exact([t[:2], t[2:]])[1])} for t in TABLES],
    "rateRatio": [{"counts": [a, b], "spans": [s, t], "p": float(stats.binomtest(a, a + b, s / (s + t)).pvalue)} for a, s, b, t in RATES],
    "moran": [moran(RNG.exponential(size=n)) for n in (5, 40)] + [moran(RNG.exponential(size=60) ** 2)],
    "chiSquare": [{"value": v, "freedom": f, "p": float(stats.chi2.sf(v, f))} for v, f in [(0.5, 1), (3.84, 1), (12.6, 6), (250, 199), (900, 600), (60, 6)]],
    "student": [{"t": t, "freedom": f, "p": float(2 * stats.t.sf(abs(t), f))} for t, f in [(0.3, 19), (-2.1, 19), (5.5, 199), (12, 24)]],
    "benjaminiHochberg": {"p": P_VALUES.tolist(), "q": np.minimum.accumulate((np.sort(P_VALUES) * 30 / np.arange(1, 31))[::-1])[::-1][np.argsort(np.argsort(P_VALUES))].tolist()},
}
(HERE / "patterns.json").write_text(json.dumps(golden) + "\n")
