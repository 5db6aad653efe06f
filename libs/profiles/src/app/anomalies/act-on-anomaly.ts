import { AppError } from '#kernel';
import type { Identities } from '#privacy';
import { actWords, feedbackWords, standingAt, type AnomalyAct, type AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import { dayOfDate } from '../../core/anomalies/local-days.js';
import type { SayOfAnomalies } from './say-of-anomalies.js';
import type { StreamFindings } from './stream-findings.js';
import type { Anomaly, UserAnomalies } from './user-anomalies.js';

const DATE_LENGTH = 10;

interface Said {
  readonly id: string;
  readonly words: AnomalyWords;
  readonly act: AnomalyAct | undefined;
  readonly isUseful: boolean | undefined;
}

/** What a user does with one of their findings. Doing it again changes nothing. */
export class ActOnAnomaly {
  constructor(
    private readonly identities: Identities,
    private readonly anomalies: UserAnomalies,
    private readonly log: SayOfAnomalies,
    private readonly stream: StreamFindings,
  ) {}

  /** Returns the finding as it will stand. @throws AppError `anomaly_unknown` */
  act(userId: string, id: string, act: AnomalyAct, nowMs: number): Promise<Anomaly> {
    return this.say(userId, { id, words: actWords(id, act), act, isUseful: undefined }, nowMs);
  }

  /** Returns the finding as it will stand. @throws AppError `anomaly_unknown` */
  feedback(userId: string, id: string, isUseful: boolean, nowMs: number): Promise<Anomaly> {
    return this.say(userId, { id, words: feedbackWords(id, isUseful), act: isUseful ? undefined : { state: 'dismissed' }, isUseful }, nowMs);
  }

  private async say(userId: string, { id, words, act, isUseful }: Said, nowMs: number): Promise<Anomaly> {
    const user = await this.identities.findUser(userId);
    const found = user === undefined ? undefined : await this.find(user, id, nowMs);
    if (user === undefined || found === undefined) throw new AppError('anomaly_unknown', 'not-found', 'this user has no anomaly with this id');
    await this.log.append(user, words, nowMs);
    if (found.monitorId !== undefined) await this.tellStream(user, { id, act, isUseful }, nowMs);
    if (act === undefined) return found;
    const { untilMs: _, ...finding } = found;
    return { ...finding, ...standingAt(act, nowMs) };
  }

  /** A monitor's alert is seen wherever it was said so, and its monitor learns what was of use. */
  private async tellStream(userId: number, { id, act, isUseful }: Pick<Said, 'id' | 'act' | 'isUseful'>, nowMs: number): Promise<void> {
    if (isUseful !== undefined) await this.stream.feedback(userId, id, isUseful);
    else if (act?.state === 'acknowledged') await this.stream.acknowledge(userId, id, nowMs);
  }

  private async find(userId: number, id: string, nowMs: number): Promise<Anomaly | undefined> {
    const day = dayOfDate(id.slice(0, DATE_LENGTH));
    if (day === undefined) return this.anomalies.streamed(userId, id, nowMs);
    const judgeable = await this.anomalies.load(userId, { from: day, to: day }, nowMs);
    for await (const anomaly of this.anomalies.latestFirst(judgeable, undefined, nowMs)) if (anomaly.id === id) return anomaly;
    return undefined;
  }
}
