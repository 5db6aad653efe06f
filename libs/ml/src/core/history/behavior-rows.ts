import { INCOMING } from '#realtime/core';
import type { DataFault, TrainingData } from '../data/training-data.js';
import { addCall, emptyHistory } from '../features/caller-history.js';
import { summariseCaller, USER_AT_CALL } from '../features/user-at-call.js';
import { NewestCalls } from '../features/newest-calls.js';
import { userVectorAt, type CallerKnown } from '../features/user-history.js';
import { BEHAVIOR_CLASSES, behaviorLabels, type BehaviorTarget } from '../labels/behavior-labels.js';
import { categoryBefore } from './category-named.js';
import { drawOf, EventSample } from './event-sample.js';
import type { HistoryData, HistoryPlan, LoggedCall, NumberHistory, RowsOfHistory } from './history-rows.js';

export type BehaviorPlan = Omit<HistoryPlan, 'labelled'> & {
  readonly target: BehaviorTarget;
  /** How many of a user's calls are looked back on, `MOST_USER_CALLS` where left out. */
  readonly mostUserCalls?: number;
};

/** A call with what was known of its number when it rang. */
interface KnownCall {
  readonly call: LoggedCall;
  readonly known: CallerKnown;
}

interface Row {
  readonly atMs: number;
  readonly vector: Float64Array;
  readonly label: number;
}

const NAMES: readonly string[] = USER_AT_CALL.features.map(({ name }) => name);
const STEP = 100;

const fault = (code: DataFault['code'], detail: string): DataFault => ({ code, detail, errors: [] });
const endMs = ({ occurredAtMs, call }: LoggedCall): number => occurredAtMs + (call.durationMs ?? 0);

/** Calls by their start, and before each of them a function hears of those that had ended: of a call under way nobody knows how it ends. */
function* asTheyRing<Item>(items: readonly Item[], callOf: (item: Item) => LoggedCall, ended: (call: LoggedCall) => void): Generator<Item, void, undefined> {
  const calls = items.map(callOf);
  const byEnd = [...calls].sort((left, right) => endMs(left) - endMs(right));
  const order = Uint32Array.from(items.keys()).sort((left, right) => (calls[left] as LoggedCall).occurredAtMs - (calls[right] as LoggedCall).occurredAtMs);
  let at = 0;
  for (const place of order) {
    const { occurredAtMs } = calls[place] as LoggedCall;
    for (let call = byEnd[at]; call !== undefined && endMs(call) < occurredAtMs; call = byEnd[++at]) ended(call);
    yield items[place] as Item;
  }
}

/**
 * Gathers a training set of `user_at_call` from the log, number by number, then user by user. Where there are too many calls, some users
 * are left out with all of theirs: a user's habits need all of them. The same numbers in the same order give the same set.
 */
export class BehaviorRows implements RowsOfHistory {
  private readonly calls: EventSample<KnownCall>;
  private readonly rows: Row[] = [];
  private found = 0;
  private unlabelled = 0;

  constructor(private readonly plan: BehaviorPlan) {
    this.calls = new EventSample(plan.mostRows);
  }

  /** Adds the calls of one number, each with what the number's calls before it come to. Stops every hundred calls. */
  *add({ calls, labels }: NumberHistory): Generator<void, void, undefined> {
    const { fromMs, toMs, seed } = this.plan;
    const history = emptyHistory();
    const categoryAt = categoryBefore(labels);
    const known = calls.filter(({ occurredAtMs }) => occurredAtMs < toMs);
    let at = 0;
    for (const call of asTheyRing(known, (one) => one, (ended) => addCall(history, ended))) {
      const { occurredAtMs, userId } = call;
      const category = categoryAt(occurredAtMs);
      this.calls.offer(drawOf(`user ${userId}`, seed), () => ({ call, known: { caller: summariseCaller(history.caller, history.relations.size), category } }));
      if (call.call.direction === INCOMING && occurredAtMs >= fromMs) this.found++;
      if (++at % STEP === 0) yield;
    }
  }

  /** Makes the rows of each user, once all numbers are there. Stops after each user and every hundred calls. */
  *settle(): Generator<void, void, undefined> {
    const byUser = new Map<number, KnownCall[]>();
    for (const known of this.calls.items()) {
      const { userId } = known.call;
      const calls = byUser.get(userId);
      if (calls === undefined) byUser.set(userId, [known]);
      else calls.push(known);
    }
    for (const calls of byUser.values()) yield* this.settleUser(calls.sort((left, right) => left.call.occurredAtMs - right.call.occurredAtMs));
    this.rows.sort((left, right) => left.atMs - right.atMs);
  }

  /** The set, or why there is none: the codes are those of data sent along. Only classes that occur are classes of it. */
  finish(): HistoryData | DataFault {
    const { rows, unlabelled } = this;
    if (rows.length === 0) return fault('training_data_empty', 'there is no incoming call in that time of which it is known what came of it');
    const indices = [...new Set(rows.map(({ label }) => label))].sort((left, right) => left - right);
    if (indices.length < 2) return fault('training_data_one_class', 'the same came of all calls of that time');
    const values = new Float64Array(rows.length * NAMES.length);
    for (const [row, { vector }] of rows.entries()) values.set(vector, row * NAMES.length);
    const data: TrainingData = {
      featureNames: NAMES, features: { rows: rows.length, columns: NAMES.length, values },
      labels: Float64Array.from(rows, ({ label }) => indices.indexOf(label)), times: Float64Array.from(rows, ({ atMs }) => atMs),
      classes: indices.map((index) => BEHAVIOR_CLASSES[this.plan.target][index] as string),
    };
    return { data, found: this.found - unlabelled, labels: { own: 0, crowd: 0, outcome: rows.length, unlabelled } };
  }

  private *settleUser(calls: readonly KnownCall[]): Generator<void, void, undefined> {
    const { fromMs, toMs, target, mostUserCalls } = this.plan;
    const labels = behaviorLabels(calls.map(({ call }) => call), target, toMs);
    const newest = new NewestCalls(mostUserCalls);
    let at = 0;
    for (const { call, known } of asTheyRing(calls, (one) => one.call, (ended) => newest.add(ended))) {
      const label = labels[at];
      if (call.call.direction === INCOMING && call.occurredAtMs >= fromMs) {
        if (label === undefined) this.unlabelled++;
        else this.rows.push({ atMs: call.occurredAtMs, vector: userVectorAt(newest.history, call, known), label });
      }
      if (++at % STEP === 0) yield;
    }
    yield;
  }
}
