import { join } from 'node:path';
import pg from 'pg';
import { runningUrl } from '#platform/embedded-postgres';
import { clientOf, runTool } from '../support/index.mjs';
import { countCalls } from './ledger.mjs';

const SCHEMA = 'profile_analytics';
const NEAR = 1e-9;

async function storedIds({ dataDir }) {
  const client = new pg.Client({ connectionString: await runningUrl(join(dataDir, 'postgres')) });
  await client.connect();
  try {
    const events = await client.query(`SELECT event_id FROM ${SCHEMA}.event`);
    const ids = await client.query(`SELECT count(*)::integer AS count FROM ${SCHEMA}.event_id`);
    return { ids: events.rows.map((row) => row.event_id), known: ids.rows[0].count };
  } finally {
    await client.end();
  }
}

const sameRate = (got, part, whole) => (whole === 0 ? got === null : got !== null && Math.abs(got - part / whole) < NEAR);

/** How often a profile counts more, and less, than there is. */
function compareUser(profile, want) {
  const got = { ...profile?.calls, ai_handled: profile?.calls?.aiHandled };
  const names = ['total', 'incoming', 'outgoing', 'answered', 'rejected', 'missed', 'transferred', 'ai_handled'];
  const gaps = names.map((name) => (got[name] ?? 0) - want[name]);
  const exact = sameRate(profile?.averageDurationSeconds ?? null, want.talked, want.answered);
  return { above: Math.max(0, ...gaps), below: Math.max(0, ...gaps.map((gap) => -gap)), exact };
}

function compareNumber(verdict, want) {
  const gap = (verdict?.evidence?.calls ?? 0) - want.total;
  return { above: Math.max(0, gap), below: Math.max(0, -gap), exact: verdict?.evidence?.users === want.users.size };
}

async function compareAll(counts, ask, compare) {
  const sum = { above: 0, below: 0, inexact: 0 };
  for (const [key, want] of counts) {
    const { above, below, exact } = compare((await ask(key)).body, want);
    sum.above += above;
    sum.below += below;
    sum.inexact += exact ? 0 : 1;
  }
  return sum;
}

/** Rows in which a replay differs, or what it complained of. */
async function replayDifferences({ dataDir }) {
  const { stdout, stderr } = await runTool('replay', ['--verify'], { DATA_DIR: dataDir });
  const differing = [...stdout.matchAll(/, (\d+) differ$/gm)].map(([, count]) => Number(count));
  if (differing.length === 0) return `unknown (${stderr.trim()})`;
  return differing.reduce((sum, count) => sum + count, 0);
}

/** Holds what the service has and says against the ledger. */
export async function verify(service, { sent, acknowledged }) {
  const { ids, known } = await storedIds(service);
  const stored = new Set(ids);
  const { users, numbers } = countCalls([...stored].map((id) => sent.get(id)).filter((call) => call !== undefined));
  const system = clientOf(service, 'system');
  const byUser = await compareAll(users, (user) => system.get(`/api/profiles/${user}`), compareUser);
  const byNumber = await compareAll(numbers, (number) => system.get(`/api/profiles/caller/${encodeURIComponent(number)}`), compareNumber);
  const letters = await clientOf(service, 'admin').get('/api/realtime/dead-letters');
  return {
    sent: sent.size, acknowledged: acknowledged.size, stored: ids.length, known,
    lost: [...acknowledged].filter((id) => !stored.has(id)).length,
    duplicated: ids.length - stored.size,
    unsent: [...stored].filter((id) => !sent.has(id)).length,
    countedTwice: byUser.above + byNumber.above,
    uncounted: byUser.below + byNumber.below,
    inexact: byUser.inexact + byNumber.inexact,
    deadLetters: letters.body.items.length,
    differing: await replayDifferences(service),
  };
}
