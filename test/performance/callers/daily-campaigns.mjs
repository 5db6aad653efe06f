// Once a simulated day, who of the suspects acts together: by the service's own rule of suspicion (libs/callers/src/infra/campaigns/suspect-statements.ts), never by truth.
import { GraphologyCommunities } from '#callers';
import { confidenceOf, groupsOf, judge, linksOf, tiesOf } from '#callers/core';
import { OUTCOMES, SPAM_CATEGORIES } from '#realtime/core';

const PICKED_UP = ['answered', 'transferred', 'ai_handled'].map((outcome) => OUTCOMES.indexOf(outcome));
const BLOCK_OF_10000 = 3;
const BAD_IN_BLOCK = 3;
const LATEST_CALLS = 1_000;

function categoryOf(reports) {
  const counts = new Map();
  for (const { label, category } of reports) if (label === 'spam' && category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  const [most] = [...counts].sort((one, other) => other[1] - one[1] || SPAM_CATEGORIES.indexOf(one[0]) - SPAM_CATEGORIES.indexOf(other[0]));
  return most?.[0] ?? null;
}

export class DailyCampaigns {
  /** Number by what its campaign means for a verdict. */
  shares = new Map();
  /** Number by its group. */
  groupOf = new Map();
  verdicts = new Map();
  /** Called since they were last judged. */
  stirred = new Set();
  milliseconds = 0;

  constructor(world, opinionOn) {
    this.world = world;
    this.opinionOn = opinionOn;
  }

  noteCall(phone) {
    this.stirred.add(phone);
  }

  shareOf(phone) {
    return this.shares.get(phone);
  }

  /** Judges whoever called since yesterday, for nobody in particular, and groups all who are suspected now. @param all also judges anew who is unknown so far */
  regroup(asOfMs, all) {
    const startedMs = performance.now();
    if (all) for (const [phone, verdict] of this.verdicts) if (verdict === 'unknown') this.stirred.add(phone);
    this.judgeStirred(asOfMs);
    const phones = this.suspects();
    const suspects = phones.map((phone) => this.suspectOf(phone));
    const groups = groupsOf(suspects, linksOf(suspects), new GraphologyCommunities());
    this.remember(groups, new Map(suspects.map((suspect, at) => [suspect.callerId, { phone: phones[at], suspect }])));
    this.milliseconds += performance.now() - startedMs;
  }

  judgeStirred(asOfMs) {
    for (const phone of this.stirred) {
      const evidence = this.world.evidence(phone, undefined, asOfMs, this.shares.get(phone));
      this.verdicts.set(phone, judge(evidence, evidence.caller === undefined ? undefined : this.opinionOn(evidence)).verdict);
    }
    this.stirred.clear();
  }

  suspects() {
    const [bad, badIn, fineIn] = [new Set(), new Map(), new Map()];
    const blockOf = (phone) => this.world.keysOf(phone)[BLOCK_OF_10000];
    const count = (blocks, phone) => blocks.set(blockOf(phone), (blocks.get(blockOf(phone)) ?? 0) + 1);
    for (const [phone, { reports, calls }] of this.world.lines) {
      const verdict = this.verdicts.get(phone);
      if (verdict === 'legitimate') count(fineIn, phone);
      const isReported = verdict !== 'legitimate' && [...reports.values()].some(({ label }) => label === 'spam');
      if (calls.length > 0 && (isReported || verdict === 'spam' || verdict === 'suspicious')) bad.add(phone);
    }
    for (const phone of bad) count(badIn, phone);
    const isBadBlock = (block) => (badIn.get(block) ?? 0) >= BAD_IN_BLOCK && badIn.get(block) > (fineIn.get(block) ?? 0);
    return [...this.world.lines.keys()].filter((phone) => {
      if (bad.has(phone)) return true;
      if (!this.verdicts.has(phone) || this.verdicts.get(phone) === 'legitimate') return false;
      return this.shares.has(phone) || isBadBlock(blockOf(phone));
    });
  }

  suspectOf(phone) {
    const { id, calls, reports } = this.world.lines.get(phone);
    const incoming = calls.filter((call) => call.incoming).slice(-LATEST_CALLS)
      .map(({ userId, atMs, durationMs, outcome }) => ({ userId, atMs, outcome, durationMs: PICKED_UP.includes(outcome) ? durationMs : undefined }));
    return { callerId: id, blocks: this.world.keysOf(phone), calls: incoming, category: categoryOf(reports.values()), scripts: [], callbacks: [] };
  }

  remember(groups, byId) {
    this.shares.clear();
    this.groupOf.clear();
    for (const [at, group] of groups.entries()) {
      const members = group.members.map((callerId) => byId.get(callerId));
      const users = new Set(members.flatMap(({ suspect }) => suspect.calls.map(({ userId }) => userId))).size;
      const share = { confidence: confidenceOf(tiesOf(group)), numbers: members.length, users };
      for (const { phone } of members) {
        this.shares.set(phone, share);
        this.groupOf.set(phone, at);
      }
    }
  }
}
