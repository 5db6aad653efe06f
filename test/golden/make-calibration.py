"""Makes calibration.json: isotonic regression of scikit-learn 1.2, and Venn-Abers by fitting it anew for every query.

    python3 test/golden/make-calibration.py
"""

import json
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

HERE = Path(__file__).parent
RNG = np.random.default_rng(21)


def sample(rows, decimals):
    labels = (RNG.random(rows) < 0.4).astype(int)
    return RNG.normal(1.5 * labels - 0.5, 1).round(decimals), labels


def fitted(scores, labels, weights=None):
    return IsotonicRegression(out_of_bounds="clip").fit(scores, labels, sample_weight=weights)


def isotonic(decimals, weighted):
    scores, labels = sample(60, decimals)
    weights = RNG.integers(1, 6, 60) / 2 if weighted else np.ones(60)
    queries = np.concatenate([np.linspace(-4, 4, 33), scores[:10]]).round(4)
    return {
        "scores": scores.tolist(), "labels": labels.tolist(), "weights": weights.tolist(),
        "queries": queries.tolist(), "values": fitted(scores, labels, weights).predict(queries).tolist(),
    }


def venn_abers(rows, decimals):
    scores, labels = sample(rows, decimals)
    queries = np.concatenate([np.linspace(-4, 4, 33), scores[:10]]).round(4)
    ask = lambda query, label: float(fitted(np.append(scores, query), np.append(labels, label)).predict([query])[0])
    return {
        "scores": scores.tolist(), "labels": labels.tolist(), "queries": queries.tolist(),
        "lower": [ask(query, 0) for query in queries], "upper": [ask(query, 1) for query in queries],
    }


value = {
    "isotonic": [isotonic(5, False), isotonic(1, False), isotonic(1, True)],
    "vennAbers": [venn_abers(60, 5), venn_abers(60, 1), venn_abers(4, 3)],
}
(HERE / "calibration.json").write_text(json.dumps(value) + "\n")
