const GENERATED = 'generated-100000x20';

const lineFor = (lines, dataset, model, peer) => lines.find((line) => line.dataset === dataset && line.model === model && line.peer === peer);

/** A figure of both sides, or null where one of them is not there. */
function compared(lines, [dataset, model], figure, combine) {
  const [ours, theirs] = ['ours', 'scikit-learn'].map((peer) => lineFor(lines, dataset, model, peer)?.[figure]);
  return ours == null || theirs == null ? null : combine(ours, theirs);
}

const lead = (ours, theirs) => ours - theirs;
const share = (ours, theirs) => ours / theirs;

/** By how much our mean AUC over the anomaly sets is above. */
function anomalyLead(lines) {
  const ours = lines.filter(({ dataset, model, peer }) => dataset !== GENERATED && model === 'isolation_forest' && peer === 'ours');
  const leads = ours.map(({ dataset, model }) => compared(lines, [dataset, model], 'auc', lead));
  return leads.length === 0 || leads.includes(null) ? null : leads.reduce((sum, one) => sum + one, 0) / leads.length;
}

const atLeast = (aim) => ({ aim: `at least ${aim}`, meets: (value) => value >= aim });
const atMost = (aim) => ({ aim: `at most ${aim}`, meets: (value) => value <= aim });
const below = (aim) => ({ aim: `below ${aim}`, meets: (value) => value < aim });

const TIMED = [['random_forest', 0.2], ['gradient_boosted_trees', 2], ['isolation_forest', 0.15]];

function speedAims(lines) {
  const of = (model, figure) => compared(lines, [GENERATED, model], figure, share);
  return [
    ...TIMED.map(([model, most]) => ({ name: `${model}: fit of 100,000 × 20, times scikit-learn's`, value: of(model, 'fitSeconds'), ...atMost(most) })),
    ...TIMED.map(([model]) => ({
      name: `${model}: one row, p95 µs, 100 trees`, value: lineFor(lines, GENERATED, model, 'ours')?.singleRowMicroseconds.p95 ?? null, ...below(20),
    })),
    ...TIMED.map(([model]) => ({ name: `${model}: 10,000 rows, times scikit-learn's`, value: of(model, 'tenThousandRowsSeconds'), ...atMost(0.8) })),
  ];
}

function qualityAims(lines, sichuan) {
  const ahead = (dataset) => compared(lines, [dataset, 'random_forest'], 'auc', lead);
  return [
    { name: 'random_forest: AUC on sichuan-telecom-fraud over scikit-learn\'s', value: ahead('sichuan-telecom-fraud'), ...atLeast(-0.003) },
    { name: 'random_forest: AUC on bank-marketing over scikit-learn\'s', value: ahead('bank-marketing'), ...atLeast(-0.003) },
    { name: 'isolation_forest: mean AUC on adbench over scikit-learn\'s', value: anomalyLead(lines), ...atLeast(-0.01) },
    { name: 'sichuan: accuracy with abstention', value: sichuan?.accuracyWithAbstention ?? null, ...atLeast(0.95) },
    { name: 'sichuan: coverage', value: sichuan?.coverage ?? null, ...atLeast(0.9) },
    { name: 'sichuan: calibration error, calibrated on other folds', value: sichuan?.calibrationErrorAfter ?? null, ...atMost(0.02) },
  ];
}

/** Each aim with what was reached; `met` is null, with a note, where it cannot be told. */
export function aimsOf({ lines, sichuan }) {
  return [...qualityAims(lines, sichuan), ...speedAims(lines)].map(({ name, value, aim, meets }) =>
    (value === null ? { name, value, aim, met: null, note: 'not measured: the data or scikit-learn is missing' } : { name, value, aim, met: meets(value) }));
}
