"""Makes evaluation.json: what scikit-learn 1.2 and SciPy say of a few small samples.

    python3 test/golden/make-evaluation.py

DeLong's variance and the best abstention band are counted pair by pair, straight from their definitions.
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import beta
from sklearn import metrics
from sklearn.calibration import calibration_curve

HERE = Path(__file__).parent
RNG = np.random.default_rng(20)


def sample(rows, decimals, weighted):
    labels = (RNG.random(rows) < 0.4).astype(int)
    scores = np.clip(RNG.normal(0.35 + 0.3 * labels, 0.2), 0, 1).round(decimals)
    return scores, labels, (RNG.integers(0, 5, rows) / 2 if weighted else None)


def confusion(scores, labels, weights, threshold):
    called = (scores >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(labels, called, sample_weight=weights).ravel().tolist()
    return {
        "threshold": threshold,
        "counts": {"truePositives": tp, "falsePositives": fp, "trueNegatives": tn, "falseNegatives": fn},
        "accuracy": metrics.accuracy_score(labels, called, sample_weight=weights),
        "balancedAccuracy": metrics.balanced_accuracy_score(labels, called, sample_weight=weights),
        "precision": metrics.precision_score(labels, called, sample_weight=weights),
        "recall": metrics.recall_score(labels, called, sample_weight=weights),
        "f1": metrics.f1_score(labels, called, sample_weight=weights),
    }


def recall_at(scores, labels, weights, rate):
    false_rates, true_rates, _ = metrics.roc_curve(labels, scores, sample_weight=weights, drop_intermediate=False)
    return {"rate": rate, "recall": true_rates[false_rates <= rate].max()}


def binary(name, rows, decimals, weighted):
    scores, labels, weights = sample(rows, decimals, weighted)
    return {
        "name": name, "scores": scores.tolist(), "labels": labels.tolist(), "weights": None if weights is None else weights.tolist(),
        "rocAuc": metrics.roc_auc_score(labels, scores, sample_weight=weights),
        "averagePrecision": metrics.average_precision_score(labels, scores, sample_weight=weights),
        "logLoss": metrics.log_loss(labels, scores, sample_weight=weights),
        "brierScore": metrics.brier_score_loss(labels, scores, sample_weight=weights),
        "confusions": [confusion(scores, labels, weights, threshold) for threshold in (0.3, 0.5, 0.62)],
        "recalls": [recall_at(scores, labels, weights, rate) for rate in (0.01, 0.05, 0.2)],
    }


def calibration_error(bins):
    scores, labels, _ = sample(12 * bins, 6, False)
    shares, means = calibration_curve(labels, scores, n_bins=bins, strategy="quantile")
    assert len(shares) == bins
    return {"bins": bins, "scores": scores.tolist(), "labels": labels.tolist(), "means": means.tolist(), "shares": shares.tolist(), "error": float(np.abs(shares - means).mean())}


def delong(scores, labels):
    positive, negative = scores[labels == 1], scores[labels == 0]
    kernel = (positive[:, None] > negative).astype(float) + 0.5 * (positive[:, None] == negative)
    variance = kernel.mean(1).var(ddof=1) / len(positive) + kernel.mean(0).var(ddof=1) / len(negative)
    return {"scores": scores.tolist(), "labels": labels.tolist(), "auc": kernel.mean(), "standardError": variance**0.5}


def fewest_errors(scores, labels, coverage):
    cuts = [*np.unique(scores), np.inf]
    least = len(scores)
    for lower in cuts:
        for upper in cuts:
            said = (scores >= upper) | (scores < lower)
            if lower <= upper and said.mean() >= coverage:
                least = min(least, int(((scores >= upper) != labels)[said].sum()))
    return {"coverage": coverage, "errors": least}


def most_successes(trials, rate, confidence):
    upper = beta.ppf(confidence, np.arange(trials) + 1, trials - np.arange(trials))
    allowed = np.flatnonzero(upper <= rate)
    return {"trials": trials, "rate": rate, "confidence": confidence, "most": int(allowed[-1]) if len(allowed) else None}


def regression():
    targets = RNG.normal(10, 4, 30).round(3)
    predictions = (targets + RNG.normal(0.5, 2, 30)).round(3)
    return {
        "predictions": predictions.tolist(), "targets": targets.tolist(), "meanAbsoluteError": metrics.mean_absolute_error(targets, predictions),
        "rootMeanSquaredError": metrics.mean_squared_error(targets, predictions, squared=False), "rSquared": metrics.r2_score(targets, predictions),
    }


def classes():
    labels = RNG.integers(0, 3, 40)
    probabilities = RNG.dirichlet(np.ones(3), 40) * 0.6 + 0.4 * np.eye(3)[labels]
    named = probabilities.argmax(1)
    return {
        "probabilities": probabilities.ravel().tolist(), "labels": labels.tolist(), "logLoss": metrics.log_loss(labels, probabilities),
        "accuracy": metrics.accuracy_score(labels, named), "balancedAccuracy": metrics.balanced_accuracy_score(labels, named),
        "confusion": metrics.confusion_matrix(labels, named).ravel().tolist(),
    }


def main():
    tied = sample(70, 1, False)[:2]
    value = {
        "binary": [binary("distinct scores", 80, 6, False), binary("many ties", 80, 1, False), binary("weights, some 0", 80, 2, True)],
        "calibration": [calibration_error(5), calibration_error(15)],
        "intervals": [delong(*sample(60, 6, False)[:2]), delong(*sample(60, 1, False)[:2])],
        "abstention": {"scores": tied[0].tolist(), "labels": tied[1].tolist(), "least": [fewest_errors(*tied, coverage) for coverage in (1, 0.9, 0.75, 0.3, 0)]},
        "binomial": [most_successes(*case) for case in ((10, 0.1, 0.95), (298, 0.01, 0.95), (299, 0.01, 0.95), (1000, 0.05, 0.95), (20_000, 0.05, 0.99), (200_000, 0.2, 0.9))],
        "regression": regression(),
        "classes": classes(),
    }
    (HERE / "evaluation.json").write_text(json.dumps(value) + "\n")


main()
