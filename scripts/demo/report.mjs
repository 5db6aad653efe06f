const FEWEST_CALLS = 3;

const percent = (part, whole) => (whole === 0 ? '   –' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`);

function quality(entries, isPositive) {
  const found = entries.filter(([, { verdict }]) => isPositive(verdict));
  const hits = found.filter(([{ spam }]) => spam).length;
  const spam = entries.filter(([truth]) => truth.spam).length;
  return `precision ${percent(hits, found.length)}   recall ${percent(hits, spam)}   (${found.length} named, ${spam} are)`;
}

function byKind(entries) {
  const kinds = new Map();
  for (const [{ kind, spam }, { verdict }] of entries) {
    const row = kinds.get(kind) ?? { spam, numbers: 0, named: 0, unknown: 0 };
    row.numbers++;
    row.named += verdict === 'spam' || verdict === 'suspicious' ? 1 : 0;
    row.unknown += verdict === 'unknown' ? 1 : 0;
    kinds.set(kind, row);
  }
  return [...kinds].sort(([, left], [, right]) => Number(right.spam) - Number(left.spam));
}

/** Prints what the service found against what the simulator knows. */
export function report({ numbers, events, users, days, seed }, verdicts, secondsToTake) {
  const entries = [...numbers].map(([number, truth]) => [truth, verdicts.get(number)]);
  const judged = entries.filter(([{ calls }]) => calls >= FEWEST_CALLS);
  console.log(`\n${events} simulated calls (${users} users, ${days} days, seed ${seed}) taken and folded in ${secondsToTake.toFixed(1)} s; ${numbers.size} numbers.`);
  console.log('All figures are against the simulator’s own truth: synthetic.\n');
  console.log(`  numbers that called at least ${FEWEST_CALLS} times`);
  console.log(`    spam                 ${quality(judged, (verdict) => verdict === 'spam')}`);
  console.log(`    spam or suspicious   ${quality(judged, (verdict) => verdict === 'spam' || verdict === 'suspicious')}`);
  console.log('  every number, seen once or often');
  console.log(`    spam or suspicious   ${quality(entries, (verdict) => verdict === 'spam' || verdict === 'suspicious')}\n`);
  console.log('  kind              truth   numbers   named bad   unknown');
  for (const [kind, row] of byKind(entries)) {
    console.log(`  ${kind.padEnd(17)} ${(row.spam ? 'spam' : 'fine').padEnd(5)} ${String(row.numbers).padStart(9)}   ${percent(row.named, row.numbers).padStart(9)}   ${percent(row.unknown, row.numbers).padStart(7)}`);
  }
  const [number, loudest] = [...verdicts].filter(([, { verdict }]) => verdict === 'spam').sort(([, left], [, right]) => right.score - left.score)[0] ?? [];
  if (number === undefined) return;
  console.log(`\n  The clearest case: ${loudest.evidence.calls} calls to ${loudest.evidence.users} users, ${loudest.recommendedAction}, because`);
  for (const reason of loudest.reasons.slice(0, 4)) console.log(`    ${reason.contribution >= 0 ? '+' : ''}${reason.contribution.toFixed(2)}  ${reason.text}`);
}
