// What the service would know of everybody, folded from simulated traffic by the service's own functions.
import {
  addCall, addCallMark, addMark, addPeople, BLOCK_SIZES, emptyCaller, emptyReputation, evidenceOf, fortnightOf, markOfReport, membersOf, standingOf, surroundings,
} from '#callers/core';
import { DIRECTIONS, OUTCOMES } from '#realtime/core';

const HOUR_MS = 3_600_000;
const CHINA_OFFSET_HOURS = 8;
const SUBSCRIBER_DIGITS = 4;

const newLine = (id) => ({ id, state: emptyCaller(), relations: new Map(), reports: new Map(), calls: [], reputation: new Map() });

function reputationOf(by, atMs) {
  const fortnight = fortnightOf(atMs);
  let row = by.get(fortnight);
  if (row === undefined) by.set(fortnight, (row = emptyReputation(fortnight)));
  return row;
}

export class World {
  lines = new Map();
  blocks = new Map();
  users = new Map();

  constructor(ownNumbers) {
    this.ownNumbers = ownNumbers;
  }

  lineOf(phone) {
    let line = this.lines.get(phone);
    if (line === undefined) this.lines.set(phone, (line = { ...newLine(this.lines.size + 1), phone }));
    return line;
  }

  /** Surrogate id of a user. */
  idOf(userId) {
    let id = this.users.get(userId);
    if (id === undefined) this.users.set(userId, (id = this.users.size + 1));
    return id;
  }

  /** Keys of the blocks of 10, 100, 1,000 and 10,000. */
  keysOf(phone) {
    return BLOCK_SIZES.map((_size, at) => `${phone.slice(0, -1 - at)}/${at}`);
  }

  foldFeedback({ userId, callerPhone, label, category, timestamp }) {
    const line = this.lineOf(callerPhone);
    const reportedMs = Date.parse(timestamp);
    const before = line.reports.get(userId);
    line.reports.set(userId, { label, category, reportedMs });
    if (!line.relations.has(userId)) return;
    if (before !== undefined) this.mark(line, userId, before.reportedMs, (row) => addMark(row, markOfReport(before.label), before.reportedMs, -1));
    this.mark(line, userId, reportedMs, (row) => addMark(row, markOfReport(label), reportedMs));
  }

  foldCall({ userId, callerPhone, callType, outcome, duration, timestamp }) {
    const line = this.lineOf(callerPhone);
    const occurredAtMs = Date.parse(timestamp);
    const durationMs = duration === undefined ? undefined : duration * 1000;
    const localHour = (Math.floor(occurredAtMs / HOUR_MS) + CHINA_OFFSET_HOURS) % 24;
    const call = { direction: DIRECTIONS.indexOf(callType), outcome: OUTCOMES.indexOf(outcome), durationMs, localHour };
    addCall(line.state, { occurredAtMs, call });
    line.calls.push({ userId: this.idOf(userId), atMs: occurredAtMs, durationMs, outcome: call.outcome, incoming: callType === 'incoming' });
    const relation = line.relations.get(userId) ?? { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: 0 };
    line.relations.set(userId, relation);
    relation[callType === 'incoming' ? 'made' : 'taken']++;
    relation.lastMs = occurredAtMs;
    this.mark(line, userId, occurredAtMs, (row) => addCallMark(row, call, occurredAtMs));
    if (outcome !== 'answered') return;
    relation.answered++;
    relation.answeredMs += durationMs ?? 0;
  }

  mark(line, userId, atMs, addTo) {
    const user = this.idOf(userId);
    const add = (row) => {
      addTo(row);
      addPeople(row, user, line.id);
    };
    const own = reputationOf(line.reputation, atMs);
    const before = membersOf(own);
    add(own);
    const after = membersOf(own);
    for (const key of this.keysOf(line.phone)) {
      const row = reputationOf(this.blockOf(key), atMs);
      add(row);
      const { bad, good } = row.members ?? { bad: 0, good: 0 };
      row.members = { bad: bad + after.bad - before.bad, good: good + after.good - before.good };
    }
  }

  blockOf(key) {
    let by = this.blocks.get(key);
    if (by === undefined) this.blocks.set(key, (by = new Map()));
    return by;
  }

  standing(by, asOfMs) {
    return standingOf(by === undefined ? [] : [...by.values()], asOfMs);
  }

  /** What is known of a number that calls a user now. Of one never seen nothing is kept. */
  evidence(phone, userId, asOfMs, campaign) {
    const line = this.lines.get(phone);
    const own = this.standing(line?.reputation, asOfMs);
    const around = this.keysOf(phone).map((key) => this.standing(this.blocks.get(key), asOfMs));
    const isNeighbour = this.ownNumbers.get(userId)?.slice(0, -SUBSCRIBER_DIGITS) === phone.slice(0, -SUBSCRIBER_DIGITS);
    return evidenceOf({
      caller: line !== undefined && line.calls.length > 0 ? line.state : undefined, users: line?.relations.size ?? 0, reports: line === undefined ? [] : [...line.reports.values()],
      relation: line?.relations.get(userId), ownLabel: line?.reports.get(userId)?.label, own, blocks: surroundings(own, around), isNeighbour, campaign, asOfMs,
    });
  }
}
