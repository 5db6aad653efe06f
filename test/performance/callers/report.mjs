const shown = (value) => (value === null ? '–' : value.toFixed(4)).padStart(8);
const percent = (value) => (value === null ? '–' : `${(100 * value).toFixed(1)} %`).padStart(9);

/** To five digits. */
export const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);

function kindLine([kind, { calls, caughtAtFpr1, inCampaigns, spam, suspicious, unknown, blocked }], until) {
  return `${kind.padEnd(18)}${String(calls).padStart(8)}${[caughtAtFpr1, spam, suspicious, unknown, blocked, inCampaigns].map(percent).join('')}${String(until ?? '').padStart(9)}`;
}

/** A run as people read it. */
export function asTable(report) {
  const { seed, users, days, calls, callsUntilDetection, byKind } = report;
  const figure = (name, text) => `${text.padEnd(58)}${shown(report[name])}`;
  return [
    `seed ${seed}, ${users} users, ${days} days: ${calls} incoming calls, each judged on what came before it`,
    figure('recallAtFpr01', 'spam calls caught at 0.1 % false positives'), figure('recallAtFpr1', 'at 1 %'), figure('recallAtFpr5', 'at 5 %'),
    figure('firstCallRecall', 'of numbers never seen before, at 1 %'), figure('campaignAri', 'spam calls grouped by campaign, adjusted Rand index'),
    figure('campaignVMeasure', 'V-measure'), figure('ece', 'calibration error'), figure('unknownShare', 'share of verdicts that are unknown'),
    `${'calls of contacts that would be blocked (moderate)'.padEnd(58)}${String(report.contactsBlocked).padStart(8)}`, figure('falseBlockRate', 'share of all legitimate calls so blocked'),
    figure('blockedByOwnLabel', 'and by the user\'s own label'), '',
    `${'kind'.padEnd(18)}${['calls'].map((name) => name.padStart(8)).join('')}${['at 1 %', 'spam', 'susp.', 'unknown', 'blocked', 'grouped', 'found at'].map((name) => name.padStart(9)).join('')}`,
    ...Object.entries(byKind).map((entry) => kindLine(entry, callsUntilDetection[entry[0]])), '',
  ].join('\n');
}

/** Runs with one knob moved, as people read them. */
export function asMovedTable({ moved, worst }) {
  const line = ({ knob, factor, recallAtFpr1, campaignAri, ece, unknownShare, falseBlockRate, contactsBlocked }) =>
    `${(knob === null ? 'as it is' : `${knob} × ${factor}`).padEnd(24)}${shown(recallAtFpr1)}${shown(campaignAri)}${shown(ece)}${shown(unknownShare)}${shown(falseBlockRate)}${String(contactsBlocked).padStart(8)}`;
  return [
    `${''.padEnd(24)}  recall     ARI     ECE unknown blocked contacts blocked`, ...moved.map(line), '',
    `worst recall at 1 % ${shown(worst.recallAtFpr1)}, worst calibration error ${shown(worst.ece)}, widest change of recall ${shown(worst.recallChange)}, of calibration error ${shown(worst.eceChange)}`, '',
  ].join('\n');
}
