import { INCOMING, latestLabels, type UserLabel } from '#realtime/core';
import type { DataFault, TrainingData } from '../data/training-data.js';
import { CALLER_AT_CALL } from '../features/caller-at-call.js';
import { addCall, emptyHistory, vectorAt, type HistoricCall } from '../features/caller-history.js';
import { labelCalls, type CallLabel, type LabelSource } from '../labels/label-calls.js';
import { drawOf, EventSample } from './event-sample.js';

/** A call with the id of its event. */
export type LoggedCall = HistoricCall & { readonly eventId: string };

/** What the log holds of one number, in its order. */
export interface NumberHistory {
  readonly calls: readonly LoggedCall[];
  readonly labels: readonly UserLabel[];
}

export interface HistoryPlan {
  /** Epoch milliseconds: rows are the incoming calls from `fromMs` on and before `toMs`, and nothing from `toMs` on is known. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether rows have labels; what has none is then left out. */
  readonly labelled: boolean;
  /** Decides which rows are kept where there are too many. */
  readonly seed: number;
  readonly mostRows: number;
}

/** Rows by where their labels come from, before any sampling, and the calls left out for want of one. */
export type LabelCounts = Readonly<Record<LabelSource | 'unlabelled', number>>;

export interface HistoryData {
  readonly data: TrainingData;
  /** How many rows there were to choose from. */
  readonly found: number;
  readonly labels: LabelCounts | undefined;
}

/** Gathers a training set: `add` each number, then `settle`, then `finish`. The first two stop now and then, so that others get a turn. */
export interface RowsOfHistory {
  add(number: NumberHistory): Generator<void, void, undefined>;
  /** What can only be done once all numbers are there. */
  settle?(): Generator<void, void, undefined>;
  finish(): HistoryData | DataFault;
}

interface Row {
  /** Counts numbers. */
  readonly number: number;
  readonly vector: Float64Array;
  readonly spam: boolean | undefined;
}

const NAMES: readonly string[] = CALLER_AT_CALL.features.map(({ name }) => name);
const CLASSES = ['not_spam', 'spam'] as const;
const STEP = 100;

const fault = (code: DataFault['code'], detail: string): DataFault => ({ code, detail, errors: [] });

/** Calls of one number are much alike and often share a label: one that a model has learnt from would answer for the others. */
function groupsOf(rows: readonly Row[]): Float64Array {
  const groups = new Map<number, number>();
  return Float64Array.from(rows, ({ number }) => {
    const group = groups.get(number) ?? groups.size;
    groups.set(number, group);
    return group;
  });
}

/** Gathers a training set of `caller_at_call` from the log, number by number. The same numbers in the same order give the same set. */
export class HistoryRows implements RowsOfHistory {
  private readonly rows: EventSample<Row>;
  private numbers = 0;
  private readonly counts = { own: 0, crowd: 0, outcome: 0, unlabelled: 0 };

  constructor(private readonly plan: HistoryPlan) {
    this.rows = new EventSample(plan.mostRows);
  }

  /**
   * Adds the rows of one number: each incoming call's vector is made of the calls before it alone, by the time they happened and then
   * by the order of the log. Stops every hundred calls, some milliseconds of work, so that others get a turn.
   */
  *add({ calls, labels }: NumberHistory): Generator<void, void, undefined> {
    const { fromMs, toMs, labelled } = this.plan;
    const known = calls.filter(({ occurredAtMs }) => occurredAtMs < toMs).sort((left, right) => left.occurredAtMs - right.occurredAtMs);
    const found = labelled ? labelCalls(known, latestLabels(labels.filter(({ reportedMs }) => reportedMs < toMs))) : [];
    const history = emptyHistory();
    this.numbers++;
    for (const [at, call] of known.entries()) {
      if (call.call.direction === INCOMING && call.occurredAtMs >= fromMs) this.offer(call, found[at], () => vectorAt(history, call, call.occurredAtMs));
      addCall(history, call);
      if (at % STEP === STEP - 1) yield;
    }
  }

  /** The set, or why there is none: the codes are those of data sent along. */
  finish(): HistoryData | DataFault {
    const { labelled } = this.plan;
    const rows = this.rows.items();
    if (rows.length === 0) return fault('training_data_empty', labelled ? 'no call of that time has a label' : 'there is no incoming call in that time');
    if (labelled && new Set(rows.map(({ spam }) => spam)).size < 2) return fault('training_data_one_class', 'all calls of that time have the same label');
    const values = new Float64Array(rows.length * NAMES.length);
    for (const [row, { vector }] of rows.entries()) values.set(vector, row * NAMES.length);
    const data: TrainingData = {
      featureNames: NAMES, features: { rows: rows.length, columns: NAMES.length, values },
      labels: labelled ? Float64Array.from(rows, ({ spam }) => Number(spam)) : undefined, groups: labelled ? groupsOf(rows) : undefined, classes: labelled ? CLASSES : [],
    };
    return { data, found: this.rows.total, labels: labelled ? { ...this.counts } : undefined };
  }

  private offer({ eventId }: LoggedCall, label: CallLabel | undefined, vector: () => Float64Array): void {
    if (this.plan.labelled) this.counts[label?.source ?? 'unlabelled']++;
    if (this.plan.labelled && label === undefined) return;
    this.rows.offer(drawOf(eventId, this.plan.seed), () => ({ number: this.numbers, vector: vector(), spam: label?.spam }));
  }
}
