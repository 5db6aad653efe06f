"""Makes logistic-regression.json and isolation-forest.json beside this file with scikit-learn 1.2.

    python3 test/golden/make-linear-and-isolation.py

logistic-regression.json   SimpleImputer(mean, add_indicator) → StandardScaler → LogisticRegression, solved by Newton-CG to 1e-7
isolation-forest.json      average path lengths, and a forest's own trees (preorder) with the scores of its rows
"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.ensemble._iforest import _average_path_length
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).parent


def write(name, value):
    (HERE / name).write_text(json.dumps(value) + "\n")


def with_nulls(matrix):
    return [[None if np.isnan(value) else float(value) for value in row] for row in matrix]


def features(random, rows):
    """Columns of very different size, two of them close to each other, one missing in places."""
    made = random.standard_normal((rows, 4)) * [1, 100, 0.01, 1] + [0, 5000, 0, 3]
    made[:, 3] = made[:, 0] + 0.05 * made[:, 3]
    signal = made[:, 0] + made[:, 1] / 100 - 50 + random.logistic(size=rows)
    made[random.random(rows) < 0.2, 2] = np.nan
    return np.round(made, 5), signal


def logistic():
    random = np.random.default_rng(8)
    made, signal = features(random, 80)
    sets = {"two": (signal > 0.8).astype(int), "four": np.digitize(signal, [-1, 0, 1.5])}
    cases = []
    for name, labels in sets.items():
        for l2, weights, indicators in ((1, "none", True), (0.01, "none", True), (25, "balanced", False), (1, {"1": 3.5}, True)):
            known = {"none": None, "balanced": "balanced"}
            class_weight = known[weights] if isinstance(weights, str) else {c: weights.get(str(c), 1) for c in set(labels)}
            solver = LogisticRegression(C=1 / l2, class_weight=class_weight, solver="newton-cg", tol=1e-7, max_iter=100_000)
            model = make_pipeline(SimpleImputer(add_indicator=indicators), StandardScaler(), solver).fit(made, labels)
            cases.append({
                "set": name, "l2": l2, "classWeights": weights, "missingIndicators": indicators,
                "weights": [[*map(float, row), float(intercept)] for row, intercept in zip(solver.coef_, solver.intercept_)],
                "probabilities": model.predict_proba(made[:5]).tolist(),
            })
    labels = {name: labels.tolist() for name, labels in sets.items()}
    write("logistic-regression.json", {"features": with_nulls(made), "labels": labels, "cases": cases})


def isolation():
    sizes = [0, 1, 2, 3, 4, 10, 100, 256, 1000, 1_000_000]
    random = np.random.default_rng(3)
    rows = np.round(random.standard_normal((40, 3)) * 64) / 64
    rows[20:24] = rows[20]
    forest = IsolationForest(n_estimators=4, max_samples=24, random_state=1).fit(rows)
    trees = []
    for estimator in forest.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        assert all(left == node + 1 for node, left in enumerate(tree.children_left) if left >= 0)
        trees.append({
            "feature": np.where(leaf, 0, tree.feature).tolist(),
            "threshold": np.where(leaf, 0, tree.threshold).tolist(),
            "right": np.where(leaf, 0, tree.children_right - np.arange(tree.node_count)).tolist(),
            "cover": tree.n_node_samples.tolist(),
        })
    write("isolation-forest.json", {
        "averagePathLength": [[n, float(length)] for n, length in zip(sizes, _average_path_length(np.array(sizes)))],
        "sampleSize": 24, "trees": trees, "rows": rows.tolist(), "scores": (-forest.score_samples(rows)).tolist(),
    })


logistic()
isolation()
