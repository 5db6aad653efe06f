"""Makes trend.json: Theil-Sen slopes and Kendall's tau of scipy 1.10, Mann-Kendall with ties by its textbook sum over all pairs.

    python3 test/golden/make-trend.py
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import stats

HERE = Path(__file__).parent
RNG = np.random.default_rng(24)


def mann_kendall(values):
    score = sum(np.sign(later - earlier) for earlier, later in combinations(values, 2))
    rows = len(values)
    ties = np.unique(values, return_counts=True)[1]
    variance = (rows * (rows - 1) * (2 * rows + 5) - np.sum(ties * (ties - 1) * (2 * ties + 5))) / 18
    z = (score - np.sign(score)) / np.sqrt(variance)
    return {"score": float(score), "variance": float(variance), "z": float(z), "pValue": float(2 * stats.norm.sf(abs(z)))}


def case(name, times, values):
    slope, intercept, *_ = stats.theilslopes(values, times)
    golden = {"name": name, "times": list(map(float, times)), "values": list(map(float, values)), "slope": float(slope), "intercept": float(intercept)}
    if len(set(values)) == len(values):
        golden["tau"] = float(stats.kendalltau(times, values).statistic)
    return {**golden, **mann_kendall(values)}


CASES = [
    case("noise", range(30), RNG.normal(size=30).round(4)),
    case("a rise in noise", range(41), (0.05 * np.arange(41) + RNG.normal(size=41)).round(4)),
    case("counts with many ties", range(50), RNG.poisson(1.5, 50)),
    case("a fall of counts", range(60), RNG.poisson(20 - 0.2 * np.arange(60))),
    case("gaps in time", np.sort(RNG.choice(200, 45, replace=False)), RNG.normal(size=45).round(4)),
    case("three values", [0, 1, 2], [1.0, 3.0, 4.0]),
    case("two spikes on a line", range(20), np.where(np.isin(np.arange(20), [3, 15]), 99.0, 2.0 * np.arange(20))),
]
(HERE / "trend.json").write_text(json.dumps(CASES) + "\n")
