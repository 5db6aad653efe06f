import { AppError, DAY_MS } from '#kernel';
import type { Keyring } from '#privacy';
import { labelsIn, type EventHistory } from '#realtime';
import { isCall, isOfNewcomer, latestLabels, type StoredCall, type StoredEvent, type UserLabel } from '#realtime/core';
import { foldCallers, foldDisputes, foldPairs, forgottenBefore, type NewcomersSeen, openDispute, type PairState, reporterWeight, reportRank, REPORTS_READ, reputationFrom, type Seen, trackRecord, underDispute, withRings } from '../core/index.js';
import type { Report } from '../core/reports.js';
import type { CallerFacts } from './caller-read-model.js';
import { heardRings } from './heard-rings.js';
import { disputesIn } from './open-dispute-facts.js';
import type { ReporterRecords, ReporterWeight } from './reporter-records.js';
import { changeEventsIn, openChange } from './whitelist/open-change.js';

const MOST_EVENTS = 100_000;
const SAMPLED_PAIRS = 50;
const PER_MILLE = 1000;
const NO_RECORD = trackRecord({ agreed: 0, disagreed: 0 });

/** What would have been stored of a number at an earlier moment: the same folds over what had been received by then. */
export class CallerAsOf {
  constructor(
    private readonly history: EventHistory,
    private readonly keyring: Keyring,
    private readonly reporters: Pick<ReporterRecords, 'at'>,
  ) {}

  /** @throws AppError `as_of_too_large` for a number with more than 100,000 events by then */
  async facts(callerId: number, userId: number | undefined, asOfMs: number): Promise<CallerFacts> {
    const events = await this.history.ofSubject(callerId, asOfMs, MOST_EVENTS + 1);
    if (events.length > MOST_EVENTS) throw new AppError('as_of_too_large', 'invalid', `asOf is answered for numbers with up to ${MOST_EVENTS} events; this one has more`);
    return this.factsFrom(events, userId, asOfMs);
  }

  /** What the events about one number, received by a moment, say of it, and of its relation to a user where one is given. */
  async factsFrom(events: readonly StoredEvent[], userId: number | undefined, asOfMs: number): Promise<CallerFacts> {
    const calls = events.filter(isCall);
    const pairs = foldPairs(calls).sort((left, right) => left.userId - right.userId);
    const labels = latestLabels(labelsIn(events, this.keyring));
    const [relation, ownLabel] = [pairs.find((pair) => pair.userId === userId), labels.find((label) => label.userId === userId)];
    const changes = changeEventsIn(events).filter((event) => event.userId === userId).map((event) => openChange(event, this.keyring));
    return {
      caller: this.seen(calls)?.caller,
      reputation: { own: reputationFrom(calls.filter((call) => !isOfNewcomer(call)), labels).map(({ callerId: _callerId, ...row }) => row), blocks: undefined },
      users: pairs.length,
      newcomers: this.newcomers(calls),
      ...(await this.crowd(events, labels, pairs, asOfMs)),
      pairs: pairs.slice(0, SAMPLED_PAIRS),
      relation,
      ownLabel: ownLabel?.label,
      whitelist: userId === undefined ? undefined : { pair: relation, ownLabel, changes },
    };
  }

  private newcomers(calls: readonly StoredCall[]): NewcomersSeen | undefined {
    const seen = this.seen(calls.filter(isOfNewcomer));
    return seen && { ...seen, others: this.seen(calls.filter((call) => !isOfNewcomer(call)))?.caller };
  }

  private seen(calls: readonly StoredCall[]): Seen | undefined {
    const [caller] = foldCallers(calls).values();
    const [rings = { rings: 0, shortRings: 0 }] = heardRings(calls, this.keyring).values();
    return caller && { caller: withRings(caller, rings), users: new Set(calls.map(({ userId }) => userId)).size };
  }

  private async crowd(events: readonly StoredEvent[], labels: readonly UserLabel[], pairs: readonly PairState[], asOfMs: number): Promise<Pick<CallerFacts, 'reports' | 'dispute'>> {
    const disputes = foldDisputes(disputesIn(events, this.keyring));
    const forgotten = forgottenBefore(disputes);
    const heard = labels.filter(({ reportedMs }) => reportedMs >= forgotten).sort((left, right) => left.userId - right.userId);
    const weights = await this.reporters.at(heard.map(({ userId }) => userId), asOfMs);
    const byUser = new Map(pairs.map((pair) => [pair.userId, pair]));
    const dispute = openDispute(disputes);
    const reports = heard.map((label) => weighed(label, byUser.get(label.userId), weights.get(label.userId)));
    return { reports: underDispute(weightiest(reports), dispute), dispute };
  }
}

function weighed({ label, category, reportedMs }: UserLabel, pair: PairState | undefined, known: ReporterWeight | undefined): Report {
  const later = pair?.callTimes.filter((at) => at > reportedMs).length ?? 0;
  const knownDays = Math.floor((reportedMs - (known?.knownMs ?? pair?.firstMs ?? reportedMs)) / DAY_MS);
  const track = known?.perMille === undefined ? NO_RECORD : known.perMille / PER_MILLE;
  return { label, category, reportedMs, weight: reporterWeight(track, { knownDays, callsBefore: (pair?.made ?? 0) - later }) };
}

/** As many as a verdict reads: those that rank first, whoever was registered first where two rank the same. */
function weightiest(reports: readonly Report[]): readonly Report[] {
  if (reports.length <= REPORTS_READ) return reports;
  const ranked = reports.map((report) => ({ report, rank: reportRank(report) })).sort((left, right) => right.rank - left.rank);
  return ranked.slice(0, REPORTS_READ).map(({ report }) => report);
}
