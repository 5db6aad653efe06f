import { AppError } from '#kernel';
import type { Finding } from '../../core/index.js';
import type { PredictionHistory } from '../prediction-history.js';
import type { ModelRegistry } from '../model-registry.js';
import type { ServedModel, ServedModels } from '../served-model.js';
import type { Champions } from './champions.js';
import { compareOnRows, type Comparison } from './compare-on-rows.js';
import { BY_SERVICE, type ModelAudit } from './model-audit.js';
import { outcomeLossOf } from './outcome-loss-of.js';
import { inSlices, rescoring, type Rescore } from './rescore.js';
import type { RolledBack } from './rolled-back.js';

const MOST_ROWS = 2000;

/** Why a champion whose figure fell stays. */
const CAUSES = {
  put_back_by_hand: 'it was rolled back from before, and somebody made it champion again',
  no_earlier_version: 'no earlier champion is left',
  earlier_unreadable: 'the earlier champion cannot be read',
  earlier_not_comparable: 'the earlier champion wants other features or knows other classes',
  earlier_does_worse: 'the earlier champion does worse on the same rows',
} as const;

type Cause = keyof typeof CAUSES;

/** Who is to be champion again, and what speaks for it. */
interface Return {
  readonly to: number;
  readonly compared: Comparison | undefined;
}

/** An earlier version and how it is asked about the champion's rows. */
interface Earlier {
  readonly earlier: ServedModel;
  readonly rescore: Rescore;
}

export interface RollBackParts {
  readonly registry: ModelRegistry;
  readonly models: ServedModels;
  readonly history: PredictionHistory;
  readonly champions: Champions;
  readonly audit: ModelAudit;
  readonly rolledBack: RolledBack;
}

/** By how much, as a share of the larger figure, a version must be better now that was found worse before. */
const CLEARLY = 0.02;

/** Whether an earlier version may be champion again: it is no worse, or clearly better where it once lost its place in a test. */
function speaksFor(compared: Comparison | undefined, wasBeaten: boolean): boolean {
  if (!wasBeaten) return compared?.earlierIsWorse !== true;
  if (compared === undefined || compared.earlierIsWorse) return false;
  const { served, earlier } = compared;
  return Math.abs(earlier - served) > CLEARLY * Math.max(Math.abs(earlier), Math.abs(served));
}

/** A database that is away says nothing against a version. */
function unlessDamaged(error: unknown): undefined {
  if (!(error instanceof AppError && error.code === 'artifact_corrupt')) throw error;
}

const written = (figure: number): number => Number(figure.toPrecision(4));

/** Gives the champion's alias back to the version that had it before, where a figure of the champion fell. */
export class RollBack {
  constructor(private readonly parts: RollBackParts) {}

  /** The version that is champion now; undefined where nothing was changed, which the audit explains once. */
  async execute(champion: ServedModel, fall: Finding): Promise<number | undefined> {
    const ruling = await this.rule(champion, fall.subject);
    if ('to' in ruling) return this.replace(champion, fall, ruling);
    await this.explain(champion, fall.subject, ruling.stays);
    return undefined;
  }

  private async rule(champion: ServedModel, subject: string): Promise<Return | { readonly stays: Cause }> {
    const { registry, models, rolledBack } = this.parts;
    const fallen = await rolledBack.versionsOf(champion.name);
    if (fallen.has(champion.version)) return { stays: 'put_back_by_hand' };
    const held = (await registry.aliasHistory(champion.name)).filter(({ alias }) => alias === 'champion').map(({ version }) => version);
    const before = new Set(held.filter((version) => version !== null && version !== champion.version && !fallen.has(version)));
    const beaten = await rolledBack.beatenOf(champion.name);
    let cause: Cause = 'no_earlier_version';
    for (const to of before as ReadonlySet<number>) {
      // One that cannot be read, or asked, is passed over: the one before it may do.
      const earlier = await models.get(champion.name, to).catch(unlessDamaged);
      const rescore = earlier && rescoring(champion, earlier);
      const compared = earlier && rescore && (await this.compare(subject, champion, { earlier, rescore }));
      if (rescore !== undefined && speaksFor(compared, beaten.has(to))) return { to, compared };
      cause = earlier === undefined ? 'earlier_unreadable' : rescore === undefined ? 'earlier_not_comparable' : 'earlier_does_worse';
    }
    return { stays: cause };
  }

  private async compare(subject: string, champion: ServedModel, { earlier, rescore }: Earlier): Promise<Comparison | undefined> {
    const { registry, history } = this.parts;
    const metrics = (await registry.version(champion.name, champion.version))?.passport.metrics ?? {};
    const [lossOf, lossOfEarlier] = [outcomeLossOf(champion, { metrics }), outcomeLossOf(earlier, { metrics })];
    if (lossOf === undefined || lossOfEarlier === undefined) return undefined;
    const rows = await history.labelled(champion.name, champion.version, MOST_ROWS);
    const outcomes: (readonly number[])[] = [];
    for await (const slice of inSlices(rows)) outcomes.push(...(await rescore(slice.map(({ vector }) => vector))));
    return compareOnRows(subject, {
      model: champion, labels: rows.map(({ label }) => label ?? NaN),
      served: { lossOf, outcomes: rows.map(({ outcome }) => outcome) }, earlier: { lossOf: lossOfEarlier, outcomes },
    });
  }

  private async replace({ name: model, version: from }: ServedModel, fall: Finding, { to, compared }: Return): Promise<number | undefined> {
    const { subject, value, threshold } = fall;
    const fell = `the ${subject} of version ${from} is ${written(value)}, past its floor of ${written(threshold)}`;
    const then = compared && `; on ${compared.rows} labelled rows its ${compared.figure} is ${written(compared.served)}, that of version ${to} ${written(compared.earlier)}`;
    const details = { from, to, figure: subject, value: written(value), floor: written(threshold), compared: compared ?? null };
    return (await this.parts.champions.replace({ model, from, to }, { action: 'rolled_back', reason: `${fell}${then ?? ''}`, details })) ? to : undefined;
  }

  private async explain({ name: model, version }: ServedModel, subject: string, cause: Cause): Promise<void> {
    const [last] = await this.parts.audit.list(model, { actions: ['rollback_refused'], limit: 1 });
    if (last?.version === version && last.details['cause'] === cause) return;
    const reason = `the ${subject} fell, but version ${version} stays champion: ${CAUSES[cause]}`;
    await this.parts.audit.record({ model, version, action: 'rollback_refused', by: BY_SERVICE, reason, details: { cause, figure: subject } });
  }
}
