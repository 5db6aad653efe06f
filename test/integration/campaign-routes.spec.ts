import { getQueueToken } from '@nestjs/bullmq';
import type { Job, Queue } from 'bullmq';
import { CAMPAIGNS_JOB } from '#callers';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Summary { readonly id: string; readonly state: string; readonly numbers: number; readonly users: number; readonly calls: number; readonly category: string | null; readonly confidence: number }
interface Page<T> { readonly items: readonly T[]; readonly nextCursor: string | null }
interface Member { readonly phoneNumber: string; readonly ties: readonly { readonly relation: string }[] }
interface Dossier extends Summary {
  readonly members: Page<Member>;
  readonly mergedInto: string | null;
  readonly hourly: readonly number[];
  readonly turnover: readonly { readonly day: string; readonly new: number; readonly retired: number }[];
  readonly likelyNext: readonly { readonly prefix: string; readonly prefixDigits: number; readonly block: string | null; readonly probability: number }[];
}
interface Network { readonly network: { readonly related: readonly { readonly phoneNumber: string; readonly relation: string }[]; readonly campaign: { readonly id: string; readonly numbers: number; readonly users: number } | null } }

const SCRIPT = 'Congratulations, you qualify for a loan without interest, this is a limited time offer so call us back to enroll today.';
const POLL_MS = 50;
const PLANTED = 60;
const number = (index: number): string => `+86139${String(12_000_000 + index)}`;

let service: ModelService;
let found: Job;
beforeAll(async () => {
  service = await ModelService.start();
  // The scoring batch at the start has campaigns looked for, among nobody.
  await until(async () => (await service.db.query(`SELECT 1 FROM campaign_run WHERE kind = 'all' AND suspects = 0`)).length > 0);
  const atMs = Date.now();
  const calls = Array.from({ length: PLANTED }, (_, index) => ({
    userId: `u-${index}`, timestamp: new Date(atMs - (index + 1) * 1000).toISOString(), callerPhone: number(index), callType: 'incoming', outcome: 'ai_handled', duration: 12,
    metadata: { transcript: SCRIPT, callbackNumber: '400-820-8820' },
  }));
  const bystander = { ...calls[0], callerPhone: '+8613511112222', metadata: {} };
  expect((await ask('POST', '/api/realtime/events', [...calls, bystander])).status).toBe(202);
  for (let index = 0; index < PLANTED; index++) await ask('POST', `/api/profiles/caller/${encodeURIComponent(number(index))}/feedback`, { userId: `u-${index}`, label: 'spam', category: 'loan' });
  await until(async () => (await service.db.query('SELECT 1 FROM caller_report')).length === PLANTED && (await service.db.query('SELECT 1 FROM caller_hint')).length === PLANTED);
  const queue = service.api.app.get<Queue>(getQueueToken(CAMPAIGNS_JOB.queue), { strict: false });
  const ordered = await queue.add(CAMPAIGNS_JOB.name, {}, CAMPAIGNS_JOB.options);
  await until(async () => ['completed', 'failed'].includes(await ordered.getState()));
  found = (await queue.getJob(ordered.id as string)) as Job;
});
afterAll(() => service.stop());

const ask = <T>(method: string, path: string, body?: unknown, role: 'admin' | 'system' | 'moderator' | 'user' = 'admin'): Promise<Answer<T>> => service.ask<T>(method, path, body, role);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

const listed = async (query = ''): Promise<Page<Summary>> => (await ask<Page<Summary>>('GET', `/api/campaigns${query}`)).body;
const planted = async (): Promise<Summary> => (await listed()).items[0] as Summary;

it('the job says how far it is and what it found', () => {
  expect([found.progress, found.returnvalue]).toEqual([100, { suspects: PLANTED, groups: 1, opened: 1, merged: 0, joined: PLANTED, left: 0 }]);
});

it('campaigns are listed by state and category', async () => {
  const { items, nextCursor } = await listed();
  expect([items, nextCursor]).toEqual([[expect.objectContaining({ state: 'active', numbers: PLANTED, users: PLANTED, calls: PLANTED, category: 'loan' })], null]);
  expect(items[0]?.confidence).toBeGreaterThan(0.9);
  expect((await listed('?state=all&category=loan')).items).toEqual(items);
  expect([(await listed('?state=ended')).items, (await listed('?category=scam')).items]).toEqual([[], []]);
});

it('a dossier tells all, its numbers masked and paged', async () => {
  const { id, ...summary } = await planted();
  const { body } = await ask<Dossier>('GET', `/api/campaigns/${id}`, undefined, 'system');
  expect(body).toMatchObject({ id, ...summary, mergedInto: null, likelyNext: [expect.objectContaining({ prefixDigits: 12 }), ...Array<unknown>(5).fill(expect.anything())] });
  expect(body.hourly.reduce((sum, count) => sum + count, 0)).toBe(PLANTED);
  // Of two days where the first minute of one is now.
  expect([body.turnover.reduce((sum, day) => sum + day.new, 0), body.turnover.filter(({ retired }) => retired !== 0)]).toEqual([PLANTED, []]);
  expect(body.members.items).toHaveLength(50);
  const next = (await ask<Dossier>('GET', `/api/campaigns/${id}?cursor=${body.members.nextCursor}`)).body.members;
  expect([next.items.length, next.nextCursor]).toEqual([PLANTED - 50, null]);
  const members = [...body.members.items, ...next.items];
  expect(new Set(members.map(({ phoneNumber }) => phoneNumber)).size).toBe(PLANTED);
  expect(members.every(({ phoneNumber, ties }) => /^\+86139•••\d{4}$/.test(phoneNumber) && ties[0]?.relation === 'range')).toBe(true);
  expect(body.likelyNext[0]).toMatchObject({ prefix: '+86139•••', block: expect.stringMatching(/^\+861391200\d{3}$/) });
  expect((await ask<Dossier>('GET', `/api/campaigns/${id}`)).body.likelyNext).toEqual(body.likelyNext);
  const toModerator = (await ask<Dossier>('GET', `/api/campaigns/${id}`, undefined, 'moderator')).body;
  expect(toModerator.likelyNext).toEqual(body.likelyNext.map((likely) => ({ ...likely, block: null })));
  expect(JSON.stringify(toModerator)).not.toContain('+8613912');
});

it('the verdict on a number names its campaign and what is related to it', async () => {
  const { id } = await planted();
  const { body } = await ask<Network>('GET', `/api/profiles/caller/${encodeURIComponent(number(3))}?userId=u-3`);
  expect(body.network.campaign).toEqual({ id, numbers: PLANTED, users: PLANTED });
  expect(body.network.related.length).toBeGreaterThan(0);
  expect(body.network.related.every(({ phoneNumber }) => phoneNumber.includes('•••'))).toBe(true);
  const earlier = await ask<Network>('GET', `/api/profiles/caller/${encodeURIComponent(number(3))}?asOf=${new Date(Date.now() - 3_600_000).toISOString()}`);
  expect([earlier.body.network.campaign, earlier.body.network.related]).toEqual([null, []]);
  const stranger = await ask<Network>('GET', `/api/profiles/caller/${encodeURIComponent('+8613511112222')}`);
  expect(stranger.body.network.campaign).toBeNull();
});

it('a campaign that was merged says into which', async () => {
  const { id } = await planted();
  const gone = '00000000-0000-4000-8000-000000000001';
  await service.db.query(`INSERT INTO campaign SELECT $1, 2, id, opened_ms, first_ms, last_ms, numbers, users, calls, hours, category, confidence FROM campaign WHERE id = $2`, [gone, id]);
  expect((await ask<Dossier>('GET', `/api/campaigns/${gone}`)).body).toMatchObject({ id: gone, state: 'merged', mergedInto: id, members: { items: [], nextCursor: null } });
  expect((await listed('?state=all')).items.map((campaign) => campaign.id)).toEqual([id]);
});

it('many campaigns come in pages, the biggest reach first', async () => {
  await service.db.query(`INSERT INTO campaign SELECT gen_random_uuid(), 1, NULL, opened_ms, first_ms, last_ms, 1, n % 7, calls, hours, category, confidence FROM campaign, generate_series(1, 120) AS n WHERE state = 0`);
  const seen: Summary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Summary> = await listed(`?state=all${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...page.items);
    cursor = page.nextCursor;
    // A place among all campaigns is none among those of one state.
    if (cursor !== null) expect((await ask('GET', `/api/campaigns?state=active&cursor=${cursor}`)).body).toMatchObject({ status: 400, code: 'cursor_invalid' });
  }
  expect([seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([121, 121]);
  expect(seen.map(({ users }) => users)).toEqual(seen.map(({ users }) => users).sort((one, other) => other - one));
});

it.each([
  ['/api/campaigns?state=dead', 400, 'input_invalid', 'state'], ['/api/campaigns?category=nice', 400, 'input_invalid', 'category'], ['/api/campaigns?cursor=e30', 400, 'cursor_invalid', undefined],
  ['/api/campaigns/7', 404, 'campaign_unknown', undefined], ['/api/campaigns/00000000-0000-4000-8000-000000000009', 404, 'campaign_unknown', undefined],
  ['/api/campaigns/00000000-0000-4000-8000-000000000009?cursor=bad!', 400, 'cursor_invalid', undefined],
])('%s is answered with %i', async (path, status, code, field) => {
  const { body } = await ask<{ readonly errors?: readonly { readonly path: string }[] }>('GET', path);
  expect(body).toMatchObject({ status, code });
  expect(body.errors?.[0]?.path).toBe(field);
});

it('only admins order a run, and one that waits is not ordered again', async () => {
  expect([(await ask('POST', '/api/campaigns/refresh', undefined, 'user')).status, (await ask('POST', '/api/campaigns/refresh', undefined, 'system')).status]).toEqual([403, 403]);
  const queue = service.api.app.get<Queue>(getQueueToken(CAMPAIGNS_JOB.queue), { strict: false });
  await queue.pause();
  const [first, second] = [await ask<{ readonly jobId: string }>('POST', '/api/campaigns/refresh'), await ask<{ readonly jobId: string }>('POST', '/api/campaigns/refresh')];
  expect([first.status, second.status, second.body.jobId]).toEqual([202, 202, first.body.jobId]);
  await queue.resume();
  await until(async () => (await (await queue.getJob(first.body.jobId))?.getState()) === 'completed');
  expect((await ask('GET', `/api/jobs/${first.body.jobId}`)).body).toMatchObject({ type: 'campaigns.find-campaigns', state: 'completed', progress: 100, error: null });
});

it('a run is among the jobs, and ends where somebody asks for it', async () => {
  const queue = service.api.app.get<Queue>(getQueueToken(CAMPAIGNS_JOB.queue), { strict: false });
  await queue.pause();
  const { jobId } = (await ask<{ readonly jobId: string }>('POST', '/api/campaigns/refresh')).body;
  const { items } = (await ask<{ readonly items: readonly { readonly id: string; readonly type: string }[] }>('GET', '/api/jobs')).body;
  expect(items[0]).toMatchObject({ id: jobId, type: 'campaigns.find-campaigns', state: 'queued' });
  // What is planned for the next hour, and looks at storms, are nobody's jobs.
  expect(items.filter(({ id, type }) => id.startsWith('repeat:') || type.includes('storms'))).toEqual([]);
  expect((await ask('DELETE', `/api/jobs/${jobId}`)).body).toMatchObject({ id: jobId, state: 'cancelled' });
  await queue.resume();
  await until(async () => (await (await queue.getJob(jobId))?.getState()) === 'failed');
  expect((await ask('GET', `/api/jobs/${jobId}`)).body).toMatchObject({ state: 'cancelled', error: { code: 'job_cancelled' } });
  expect(await ask('DELETE', `/api/jobs/${jobId}`)).toMatchObject({ status: 409, body: { code: 'job_ended' } });
});

it('users are not told', async () => {
  expect((await ask('GET', '/api/campaigns', undefined, 'user')).status).toBe(403);
  expect((await ask('GET', '/api/campaigns/not-an-id', undefined, 'user')).status).toBe(403);
});
