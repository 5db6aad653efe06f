"""Makes clustering.json: what scikit-learn 1.2 says of a few partitions.

    python3 test/golden/make-clustering.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn import metrics

HERE = Path(__file__).parent
RNG = np.random.default_rng(21)


def noisy(items, classes, wrong, clusters):
    truth = RNG.integers(0, classes, items)
    found = np.where(RNG.random(items) < wrong, RNG.integers(0, clusters, items), truth)
    return truth.tolist(), found.tolist()


def case(name, truth, clusters):
    return {
        "name": name,
        "truth": truth,
        "clusters": clusters,
        "adjustedRandIndex": metrics.adjusted_rand_score(truth, clusters),
        "vMeasure": metrics.v_measure_score(truth, clusters),
    }


CASES = [
    case("a few strays", *noisy(60, 5, 0.1, 5)),
    case("many strays", *noisy(60, 8, 0.6, 12)),
    case("chance alone", *noisy(80, 4, 1, 4)),
    case("two of one class apart", [0, 0, 1, 1, 1, 2], [5, 6, 7, 7, 7, 8]),
    case("two classes in one", [0, 0, 1, 1, 2, 2], [1, 1, 1, 1, 0, 0]),
    case("worse than chance", [0, 0, 1, 1], [0, 1, 0, 1]),
    case("every item alone", [0, 0, 1, 1, 2], [0, 1, 2, 3, 4]),
    case("all in one", [0, 0, 1, 1, 2], [3, 3, 3, 3, 3]),
    case("one class, in one", [4, 4, 4], [9, 9, 9]),
    case("one class, every item alone", [4, 4, 4], [0, 1, 2]),
    case("all alone, all alone", [0, 1, 2], [2, 1, 0]),
    case("one item", [0], [1]),
]

(HERE / "clustering.json").write_text(json.dumps(CASES) + "\n")
