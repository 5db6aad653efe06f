"""The same measurements with scikit-learn: one job a line of JSON on stdin, one answer a line on stdout."""

import json
import pickle
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

TIMED_ROWS = 10_000
SINGLE_ROWS = 40
REPETITIONS = 3
WARM_ROWS = 500

# A set may have fewer rows than a tree of an isolation forest would take.
warnings.filterwarnings("ignore", message="max_samples")


def build(name, trees, seed, has_missing):
    if name == "random_forest":
        forest = RandomForestClassifier(n_estimators=trees, random_state=seed, n_jobs=1)
        # Forests of scikit-learn 1.2 take no missing values.
        return make_pipeline(SimpleImputer(strategy="median"), forest) if has_missing else forest
    if name == "gradient_boosted_trees":
        return HistGradientBoostingClassifier(max_iter=trees, early_stopping=False, random_state=seed)
    if name == "isolation_forest":
        return IsolationForest(n_estimators=trees, max_samples=256, random_state=seed, n_jobs=1)
    imputer = SimpleImputer(strategy="mean", add_indicator=True)
    return make_pipeline(imputer, StandardScaler(), LogisticRegression(max_iter=1000))


def scores_of(model, features):
    if hasattr(model, "predict_proba"):
        return model.predict_proba(features)[:, 1]
    return -model.score_samples(features)


def seconds_of(work, clock=time.perf_counter):
    started = clock()
    result = work()
    return clock() - started, result


def fit_times(work):
    """Seconds on the wall, seconds of CPU, and what was fitted."""
    cpu, (wall, model) = seconds_of(lambda: seconds_of(work), time.process_time)
    return wall, cpu, model


def nearest_rank(values, share):
    return sorted(values)[max(0, int(np.ceil(share * len(values))) - 1)]


def time_answers(model, rows):
    many = rows[np.arange(TIMED_ROWS) % len(rows)]
    ones = [many[row : row + 1] for row in range(SINGLE_ROWS)]
    for one in ones[:5]:
        scores_of(model, one)
    single = [seconds_of(lambda one=one: scores_of(model, one))[0] * 1e6 for one in ones]
    whole = [seconds_of(lambda: scores_of(model, many))[0] for _ in range(REPETITIONS)]
    return {
        "singleRowMicroseconds": {"p50": nearest_rank(single, 0.5), "p95": nearest_rank(single, 0.95)},
        "tenThousandRowsSeconds": nearest_rank(whole, 0.5),
    }


def run(job):
    features = np.fromfile(job["features"]).reshape(-1, job["columns"])
    labels = np.fromfile(job["labels"])
    has_missing = bool(np.isnan(features).any())

    def fit(rows, seed):
        model = build(job["model"], job["trees"], seed, has_missing)
        taken, wanted = features[rows], labels[rows]
        return fit_times(lambda: model.fit(taken, None if job["model"] == "isolation_forest" else wanted))

    fit(job["splits"][0]["train"][:WARM_ROWS], 0)
    walls, cpus, scores = [], [], []
    for seed in job["seeds"]:
        of_seed = []
        for split in job["splits"]:
            wall, cpu, model = fit(split["train"], seed)
            walls.append(wall)
            cpus.append(cpu)
            of_seed.append(scores_of(model, features[split["test"]]).tolist())
        scores.append(of_seed)
    return {
        "scores": scores,
        "fitSeconds": nearest_rank(walls, 0.5),
        "fitCpuSeconds": nearest_rank(cpus, 0.5),
        **time_answers(model, features[job["splits"][-1]["test"]]),
        "artifactBytes": len(pickle.dumps(model)),
    }


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
