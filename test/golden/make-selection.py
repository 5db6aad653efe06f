"""Makes selection.json: mutual information of scikit-learn 1.2 between labels and NumPy's quantile bins.

    python3 test/golden/make-selection.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.metrics import mutual_info_score

HERE = Path(__file__).parent
RNG = np.random.default_rng(23)


def case(name, values, labels, bins):
    missing = np.isnan(values)
    edges = np.unique(np.quantile(values[~missing], np.arange(1, bins + 1) / bins, method="inverted_cdf"))
    binned = np.where(missing, len(edges), np.searchsorted(edges, values, side="left"))
    return {
        "name": name, "values": [None if np.isnan(value) else float(value) for value in values], "labels": labels.tolist(),
        "classes": int(labels.max()) + 1, "bins": bins, "nats": mutual_info_score(labels, binned),
    }


two, three = RNG.integers(0, 2, 90), RNG.integers(0, 3, 90)
gaps = np.where((RNG.random(90) < 0.2) | ((two == 1) & (RNG.random(90) < 0.3)), np.nan, RNG.normal(0, 1, 90).round(3))
cases = [
    case("informative", RNG.normal(two, 0.7).round(3), two, 16),
    case("three classes", RNG.normal(three, 1).round(3), three, 8),
    case("noise in few values", RNG.poisson(1, 90).astype(float), two, 5),
    case("gaps that tell", gaps, two, 4),
]
(HERE / "selection.json").write_text(json.dumps(cases) + "\n")
