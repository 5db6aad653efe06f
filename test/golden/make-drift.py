"""Makes drift.json: quantile bins and their stability index with NumPy, Kolmogorov-Smirnov with SciPy.

    python3 test/golden/make-drift.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.special import kolmogorov
from scipy.stats import ks_2samp

HERE = Path(__file__).parent
RNG = np.random.default_rng(22)


def plain(values):
    return [None if np.isnan(value) else float(value) for value in values]


def shares(edges, values):
    present = values[~np.isnan(values)]
    counts = np.bincount(np.searchsorted(edges, present, side="left"), minlength=len(edges) + 1)
    return np.append(counts, len(values) - len(present)) / len(values)


def smoothed(found, rows):
    return (found * rows + 0.5) / (rows + 0.5 * len(found))


def stability(name, trained, live, bins):
    present = trained[~np.isnan(trained)]
    quantiles = np.quantile(present, np.arange(1, bins + 1) / bins, method="inverted_cdf")
    edges = np.append(np.nextafter(present.min(), -np.inf), np.unique(quantiles))
    expected, found = shares(edges, trained), shares(edges, live)
    before, after = smoothed(expected, len(trained)), smoothed(found, len(live))
    return {
        "name": name, "trained": plain(trained), "live": plain(live), "bins": bins, "edges": edges[1:].tolist(),
        "trainedShares": expected.tolist(), "liveShares": found.tolist(), "mean": present.mean(), "index": float(((after - before) * np.log(after / before)).sum()),
    }


def with_gaps(values, share):
    return np.where(RNG.random(len(values)) < share, np.nan, values)


def difference(first, second):
    found = ks_2samp(first, second, method="exact")
    return {"first": first.tolist(), "second": second.tolist(), "statistic": found.statistic, "exact": found.pvalue}


def main():
    normal = lambda rows, shift=0.0: RNG.normal(shift, 1, rows).round(3)
    value = {
        "stability": [
            stability("the same", normal(100), normal(80), 10),
            stability("shifted", normal(100), normal(80, 1), 10),
            stability("small counts with gaps", with_gaps(RNG.poisson(1, 120).astype(float), 0.1), with_gaps(RNG.poisson(2, 90).astype(float), 0.3), 5),
            stability("a constant that moved", np.full(50, 7.0), np.full(20, 8.0), 10),
        ],
        "differences": [
            difference(normal(30), normal(40)), difference(normal(30), normal(50, 0.8)),
            difference(normal(12), normal(10, 0.5)), difference(RNG.poisson(3, 25), RNG.poisson(4, 25)),
        ],
        "tail": [{"value": value, "chance": float(kolmogorov(value))} for value in (0.05, 0.2, 0.4, 0.7, 0.99, 1.0, 1.3, 2.0, 4.0)],
    }
    (HERE / "drift.json").write_text(json.dumps(value) + "\n")


main()
