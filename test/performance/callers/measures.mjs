const BINS = 10;
const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);
const share = (part, whole) => (whole > 0 ? part / whole : null);

/** The score that a share of legitimate calls exceeds. */
export function thresholdAt(falsePositiveRate, calls) {
  const scores = calls.filter(({ spam }) => !spam).map(({ score }) => score).sort((left, right) => left - right);
  return scores[Math.ceil(scores.length * (1 - falsePositiveRate)) - 1];
}

/** Share of the spam calls that score above it. */
export function recallAbove(threshold, calls) {
  const spam = calls.filter((call) => call.spam);
  return share(spam.filter(({ score }) => score > threshold).length, spam.length);
}

/** Expected calibration error over ten bins of equal width. */
export function calibrationError(calls) {
  const bins = Array.from({ length: BINS }, () => ({ said: 0, was: 0 }));
  for (const { probability, spam } of calls) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    bin.said += probability;
    bin.was += spam ? 1 : 0;
  }
  return share(sum(bins, ({ said, was }) => Math.abs(said - was)), calls.length);
}

const median = (values) => values.sort((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? null;

/** Per kind of campaign: how many of its calls came until one was called spam or suspicious, the median over campaigns; one never found counts as all its calls and one more. */
export function callsUntilDetection(calls) {
  const campaigns = new Map();
  for (const { kind, campaign, flagged } of calls) {
    if (campaign === null) continue;
    const seen = campaigns.get(campaign) ?? { kind, calls: 0, found: 0 };
    campaigns.set(campaign, seen);
    seen.calls++;
    if (flagged && seen.found === 0) seen.found = seen.calls;
  }
  const kinds = groupBy([...campaigns.values()], ({ kind }) => kind);
  return Object.fromEntries([...kinds].sort().map(([kind, all]) => [kind, median(all.map(({ found, calls: total }) => (found > 0 ? found : total + 1)))]));
}

/** Items by key, in the order in which the keys were met. */
export function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

export { median, share, sum };
