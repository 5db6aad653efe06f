import { MOST_USER_CALLS, nextCallers, USER_AT_CALL } from '../../core/index.js';
import type { Champions } from '../champions.js';
import type { ServedModel } from '../served-model.js';
import type { CalleeWeights } from './callee-weights.js';
import { foreseenCallees } from './foreseen-callees.js';
import type { LiveFeatures, UserMoment } from './live-features.js';
import { PredictedBehavior, type CallBehavior, type ModelSays, type NextCallBehavior, type SilenceReason } from './predicted-behavior.js';
import { columnsFor, pickColumns } from './pick-columns.js';

const OUTCOME = 'behavior_predictor';
const CALLBACK = 'callback_predictor';
/** Callers a forecast of the next call is weighed over, and callees that are told. */
const MOST_CALLERS = 20;
const MOST_CALLEES = 5;

type Chances = Readonly<Record<string, number>>;

/** A model that can be asked, or why not. */
interface Asked {
  readonly name: string;
  readonly served: ServedModel | undefined;
  readonly silence: SilenceReason | undefined;
}

/** Chances by class of several calls, each counting by its share. */
function weighed(chances: readonly Chances[], shares: readonly number[]): Chances {
  const classes = Object.keys(chances[0] ?? {});
  return Object.fromEntries(classes.map((name) => [name, chances.reduce((sum, one, at) => sum + (shares[at] ?? 0) * (one[name] ?? 0), 0)]));
}

const silent = ({ name, served }: Asked, reason: SilenceReason): ModelSays => ({ model: name, version: served?.version ?? null, probabilities: null, reason });

/** What a model says of all calls together. */
function together(asked: Asked, said: readonly ModelSays[], shares: readonly number[]): ModelSays {
  const [first] = said;
  if (first === undefined) return silent(asked, asked.silence ?? 'calls_missing');
  return { ...first, probabilities: first.probabilities && weighed(said.map(({ probabilities }) => probabilities ?? {}), shares) };
}

export class PredictBehavior extends PredictedBehavior {
  constructor(
    private readonly champions: Pick<Champions, 'now'>,
    private readonly features: Pick<LiveFeatures, 'momentOf' | 'vectors'>,
    private readonly weights: Pick<CalleeWeights, 'latest'>,
  ) {
    super();
  }

  async nextCall(userId: number, atMs: number): Promise<NextCallBehavior> {
    const [models, weights, moment] = await Promise.all([this.models(), this.weights.latest(), this.features.momentOf(userId, atMs, true)]);
    const callers = nextCallers(moment.calls.toReversed(), atMs, MOST_CALLERS, moment.calls.length >= MOST_USER_CALLS);
    const shares = callers.map(({ share }) => share);
    const [outcomes, callbacks] = await this.said(moment, callers.map(({ callerId }) => callerId), models);
    return {
      outcome: together(models[0], outcomes, shares), callback: together(models[1], callbacks, shares), callees: foreseenCallees(moment, weights, MOST_CALLEES),
      calls: moment.calls.length, newCallerShare: shares.at(-1) ?? null,
    };
  }

  async ofCalls(userId: number, callerIds: readonly (number | undefined)[], atMs: number): Promise<readonly CallBehavior[]> {
    const [models, moment] = await Promise.all([this.models(), this.features.momentOf(userId, atMs, false)]);
    const [outcomes, callbacks] = await this.said(moment, callerIds, models);
    return callerIds.map((_id, at) => ({ outcome: outcomes[at] as ModelSays, callback: callbacks[at] as ModelSays }));
  }

  /** What both models say of each call. */
  private async said(moment: UserMoment, callerIds: readonly (number | undefined)[], models: readonly [Asked, Asked]): Promise<readonly [ModelSays[], ModelSays[]]> {
    const nobodySpeaks = models.every(({ silence }) => silence !== undefined);
    const vectors = nobodySpeaks || callerIds.length === 0 ? [] : await this.features.vectors(moment, callerIds);
    const says = async (asked: Asked): Promise<ModelSays[]> => {
      const { name, served, silence } = asked;
      if (served === undefined || silence !== undefined) return callerIds.map(() => silent(asked, silence ?? 'model_not_trained'));
      return (await chancesOf(served, vectors)).map((probabilities) => ({ model: name, version: served.version, probabilities, reason: null }));
    };
    return Promise.all([says(models[0]), says(models[1])]);
  }

  private async models(): Promise<readonly [Asked, Asked]> {
    const [outcome, callback] = await Promise.all([this.champions.now(OUTCOME), this.champions.now(CALLBACK)]);
    return [askedOf(OUTCOME, outcome), askedOf(CALLBACK, callback)];
  }
}

function askedOf(name: string, served: ServedModel | undefined): Asked {
  if (served === undefined) return { name, served, silence: 'model_not_trained' };
  const isFit = served.modelType === 'classification' && columnsFor(served.featureNames, USER_AT_CALL.features) !== undefined;
  return { name, served, silence: isFit ? undefined : 'model_unfit' };
}

async function chancesOf(served: ServedModel, vectors: readonly Float64Array[]): Promise<readonly Chances[]> {
  if (vectors.length === 0) return [];
  const predictions = await served.predict(pickColumns(vectors, columnsFor(served.featureNames, USER_AT_CALL.features) ?? []));
  return predictions.map((prediction) => ('probabilities' in prediction ? prediction.probabilities : {}));
}
