"""Golden values for the watching of models: /usr/bin/python3 test/golden/make-watching.py > test/golden/watching.json

Needs scikit-learn and SciPy. Figures of merit over labelled answers, and the quantile behind the threshold of stability.
"""
import json
import sys
from random import Random

from scipy import stats
from sklearn import metrics

random = Random(11)


def two_classes(name, rows, skill):
    labels = [int(random.random() < 0.4) for _ in range(rows)]
    scores = [round(min(0.99, max(0.01, random.gauss(0.5 + skill * (label - 0.5), 0.2))), 3) for label in labels]
    called = [int(score >= 0.5) for score in scores]
    return {
        "name": name, "scores": scores, "labels": labels,
        "figures": {
            "auc": metrics.roc_auc_score(labels, scores), "averagePrecision": metrics.average_precision_score(labels, scores),
            "accuracy": metrics.accuracy_score(labels, called), "precision": metrics.precision_score(labels, called),
            "recall": metrics.recall_score(labels, called), "brier": metrics.brier_score_loss(labels, scores), "logLoss": metrics.log_loss(labels, scores),
        },
    }


json.dump({
    "twoClasses": [two_classes("one that tells them apart", 60, 0.4), two_classes("one that guesses", 60, 0.0)],
    "chance": [{"degrees": degrees, "quantile": stats.chi2.isf(stats.norm.sf(3.719), degrees)} for degrees in (3, 6, 11, 20)],
}, sys.stdout)
print()
