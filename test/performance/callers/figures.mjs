import { adjustedRandIndex, vMeasure } from '#ml/core';
import { calibrationError, callsUntilDetection, groupBy, recallAbove, share, thresholdAt } from './measures.mjs';

const VERDICTS = ['spam', 'suspicious', 'unknown', 'legitimate'];
const OWN_WISH = 'own_feedback';
const shareOf = (calls, isIt) => share(calls.filter(isIt).length, calls.length);

/** How well spam calls are put together: each call an item, its number's group or, of a number in none, the number alone its cluster. */
function clustering(calls, groupOf) {
  if (groupOf === undefined) return { campaignAri: null, campaignVMeasure: null };
  const spam = calls.filter((call) => call.spam);
  const clustered = { truth: spam.map(({ campaign }) => campaign), clusters: spam.map(({ phone }) => groupOf.get(phone) ?? phone) };
  return { campaignAri: adjustedRandIndex(clustered) ?? null, campaignVMeasure: vMeasure(clustered) ?? null };
}

/** What became of the calls of each kind. `caughtAtFpr1` of legitimate ones is their share of false positives. */
function byKind(calls, threshold, groupOf) {
  return Object.fromEntries([...groupBy(calls, ({ kind }) => kind)].sort().map(([kind, own]) => [kind, {
    calls: own.length, caughtAtFpr1: shareOf(own, ({ score }) => score > threshold), inCampaigns: groupOf === undefined ? null : shareOf(own, ({ phone }) => groupOf.has(phone)),
    ...Object.fromEntries(VERDICTS.map((name) => [name, shareOf(own, ({ verdict }) => verdict === name)])), blocked: shareOf(own, ({ action }) => action === 'block'),
  }]));
}

/** Legitimate calls that are turned away: by a strategy, which is the service's mistake, and since the user had called that very number spam, which is the user's wish. */
function blockedOf(legitimate) {
  const blockedBy = (isIt) => shareOf(legitimate, ({ action, decidedBy }) => action === 'block' && isIt(decidedBy));
  return { falseBlockRate: blockedBy((by) => by !== OWN_WISH), blockedByOwnLabel: blockedBy((by) => by === OWN_WISH) };
}

/** All figures of a run. */
export function figuresOf({ calls, groupOf, groupingMs }) {
  const at1 = thresholdAt(0.01, calls);
  return {
    recallAtFpr01: recallAbove(thresholdAt(0.001, calls), calls), recallAtFpr1: recallAbove(at1, calls), recallAtFpr5: recallAbove(thresholdAt(0.05, calls), calls),
    firstCallRecall: recallAbove(at1, calls.filter(({ isFirst }) => isFirst)), callsUntilDetection: callsUntilDetection(calls),
    ...clustering(calls, groupOf), ece: calibrationError(calls), unknownShare: shareOf(calls, ({ verdict }) => verdict === 'unknown'),
    contactsBlocked: calls.filter(({ kind, action }) => kind === 'contact' && action === 'block').length,
    ...blockedOf(calls.filter(({ spam }) => !spam)), calls: calls.length, groupingSeconds: groupingMs / 1000, byKind: byKind(calls, at1, groupOf),
  };
}
