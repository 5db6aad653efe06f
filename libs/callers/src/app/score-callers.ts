import type { Clock } from '#kernel';
import type { E164, Identities } from '#privacy';
import { Rest } from '#platform/process';
import { judge } from '../core/index.js';
import type { CallerReadModel, KnownCaller } from './caller-read-model.js';
import type { CallerScore, CallerScores, Scoring } from './caller-scores.js';
import { evidenceForNobody } from './ranges/facts-on.js';
import type { SpamModel, SpamModels } from './spam-models.js';

/** Read, judged and written at a time: some ten milliseconds in which nothing else is done. */
const PAGE = 250;
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;
/** More may have come since the latest batch. */
const MOST_HEARD = 99;

/** Judges every number by the spam classifier of now. */
export class ScoreCallers {
  constructor(
    private readonly callers: CallerReadModel,
    private readonly models: SpamModels,
    private readonly scores: CallerScores,
    private readonly identities: Pick<Identities, 'revealPhones'>,
    private readonly clock: Clock,
  ) {}

  /**
   * @param always also where the latest batch asked the same version; resolves with undefined where that makes it needless
   * @param heard is told how far it is, in percent of the numbers of the latest batch
   * @param signal ends it between two pages; what was judged until then stands
   */
  async execute(always: boolean, heard: (percent: number) => void, signal?: AbortSignal): Promise<Scoring | undefined> {
    const [model, latest] = await Promise.all([this.models.now(), this.scores.latest()]);
    const modelVersion = model?.version ?? null;
    if (!always && latest?.modelVersion === modelVersion && latest.callers > 0) return undefined;
    const startedMs = this.clock.now();
    const begun = await this.scores.begin();
    const rest = new Rest(SHARE);
    let callers = 0;
    for (let page = await this.callers.page(0, PAGE); page.length > 0; page = await this.callers.page(lastOf(page), PAGE)) {
      const numbers = await this.identities.revealPhones(page.map(({ callerId }) => callerId));
      await this.scores.save(scoresOf({ page, numbers }, model, startedMs));
      callers += page.length;
      heard(latest === undefined || latest.callers === 0 ? 0 : Math.min(MOST_HEARD, (100 * callers) / latest.callers));
      await rest.take();
      signal?.throwIfAborted();
    }
    const scoring = { modelVersion, startedMs, finishedMs: this.clock.now(), callers };
    await this.scores.finished(scoring, begun);
    return scoring;
  }
}

const lastOf = (page: readonly KnownCaller[]): number => (page.at(-1) as KnownCaller).callerId;

interface Numbers {
  readonly page: readonly KnownCaller[];
  readonly numbers: ReadonlyMap<number, E164>;
}

function scoresOf({ page, numbers }: Numbers, model: SpamModel | undefined, asOfMs: number): CallerScore[] {
  const evidences = page.map((facts) => evidenceForNobody(facts, numbers.get(facts.callerId), asOfMs));
  const opinions = model?.opinionsOn(evidences);
  return evidences.map((evidence, at) => {
    const { verdict, spamProbability, category } = judge(evidence, opinions?.[at]);
    return { callerId: (page[at] as KnownCaller).callerId, verdict, probability: spamProbability, category };
  });
}
