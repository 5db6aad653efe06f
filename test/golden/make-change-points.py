"""Makes change-points.json: optimal partitioning by trying every last segment, without any pruning (Jackson et al. 2005).

    python3 test/golden/make-change-points.py
"""

import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
RNG = np.random.default_rng(24)


def mean_cost(values):
    return np.sum((values - values.mean()) ** 2)


def mean_variance_cost(values):
    return len(values) * (np.log(2 * np.pi * values.var()) + 1)


def partition(values, kind, least, penalty):
    rows = len(values)
    cost, parameters = {"mean": (mean_cost, 1), "mean-variance": (mean_variance_cost, 2)}[kind]
    point = (parameters + (2 if penalty == "mbic" else 1)) * np.log(rows)
    best, starts = {0: -point}, {0: []}
    for end in range(least, rows + 1):
        options = []
        for start in (s for s in best if s <= end - least):
            length = np.log(end - start) if penalty == "mbic" else 0
            options.append((best[start] + cost(values[start:end]) + length + point, start))
        best[end], start = min(options)
        starts[end] = starts[start] + [start]
    return {"starts": starts[rows][1:], "cost": float(best[rows])}


def steps(levels, sigmas, size=25):
    return np.concatenate([RNG.normal(level, sigma, size) for level, sigma in zip(levels, sigmas)]).round(4)


SERIES = {
    "noise": steps([0], [1], 80),
    "one shift": steps([0, 2], [1, 1], 40),
    "several shifts": steps([0, 3, -1, 5, 4], [1, 1, 1, 1, 1]),
    "calm and wild": steps([0, 0, 0], [1, 4, 0.5], 30),
    "a high level": 1e6 + steps([0, 2, 0], [1, 1, 1]),
}
CASES = [
    {"name": name, "values": values.tolist(), "kind": kind, "minSegment": least, "penalty": penalty, **partition(values, kind, least, penalty)}
    for name, values in SERIES.items()
    for kind, least in (("mean", 1), ("mean", 7), ("mean-variance", 3))
    for penalty in ("bic", "mbic")
]
(HERE / "change-points.json").write_text(json.dumps(CASES) + "\n")
