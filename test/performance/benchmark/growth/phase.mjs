import { seededRandom } from '#kernel';
import { withCpu } from '../cpu.mjs';
import { conduct, measured } from '../runs.mjs';
import { GrownService } from './grown-service.mjs';
import { ROUTE_UNKNOWN, ROUTES } from './routes.mjs';

const SEED = 4711;

/** Requests of users drawn one by one: at this size nearly every one is met for the first time. */
async function requestsOf(grown, route, count, seed = SEED) {
  const random = seededRandom(seed).fork(ROUTES.indexOf(route));
  const known = grown.usersOf(route);
  const users = Array.from({ length: count }, () => known[Math.floor(random.next() * known.length)]);
  return Promise.all(users.map((user) => grown.ask(route, user)));
}

/** What one question is answered with. */
async function probe(grown, route) {
  const [head, , authorization] = (await grown.ask(route, grown.usersOf(route).at(-1))).latin1Slice().split('\r\n');
  const answer = await fetch(`http://127.0.0.1:${grown.service.port}${head.split(' ')[1]}`, { headers: { authorization: authorization.slice('Authorization: '.length) } });
  return { status: answer.status, body: await answer.json() };
}

/** Code is compiled and plans are made in a service that has run a while: every route once, before the first of them is measured. */
async function warmUp(grown, { perSecond, connections, leadIn }) {
  for (const route of ROUTES) {
    const requests = await requestsOf(grown, route, perSecond * leadIn, SEED + 1);
    await grown.load.call('ready', { port: grown.service.port, requests, connections, perSecond });
  }
}

async function measureRoute(grown, route, { perSecond, connections, leadIn, seconds }) {
  const { status, body } = await probe(grown, route);
  if (status !== 200) return { missing: body.code === ROUTE_UNKNOWN, status, code: body.code ?? null };
  const requests = await requestsOf(grown, route, perSecond * (leadIn + seconds));
  const ask = () => grown.load.call('ready', { port: grown.service.port, requests, connections, perSecond });
  const { result, cpuSeconds } = await withCpu({ supervisor: grown.service.pid, load: grown.load.pid }, ask);
  const milliseconds = (kind) => (cpuSeconds === null ? null : (1000 * (cpuSeconds[kind] ?? 0)) / requests.length);
  const { perSecond: answeredPerSecond, latencyMs } = measured(result, { leadIn, seconds });
  return { answeredPerSecond, answerMs: latencyMs, cpuMs: { api: milliseconds('api'), postgres: milliseconds('postgres') }, othersCpuSeconds: cpuSeconds?.others ?? null, ...conduct(result) };
}

async function measureSize(grown, settings, say) {
  await grown.fill();
  await warmUp(grown, settings);
  const routes = {};
  for (const route of ROUTES) {
    say(`growth to ${grown.size.events} events: ${route.name} …`);
    routes[route.name] = await measureRoute(grown, route, settings);
    if (routes[route.name].answerMs === undefined) say(`${route.name} is ${routes[route.name].missing ? 'no route' : `answered ${routes[route.name].status}`}: not measured`);
  }
  return { ...(await grown.census()), routes };
}

const cpuOf = (of) => (of?.cpuMs?.api == null ? null : of.cpuMs.api + of.cpuMs.postgres);
const ratio = (last, first) => (last == null || first == null || first === 0 ? null : last / first);

/** By how much each route's figures grew from the smallest size to the largest. */
function growthOf(sizes) {
  const [first, last] = [sizes[0], sizes.at(-1)];
  const grown = ({ name }) => [name, {
    p95: ratio(last.routes[name].answerMs?.p95, first.routes[name].answerMs?.p95),
    cpu: ratio(cpuOf(last.routes[name]), cpuOf(first.routes[name])),
  }];
  return { events: last.events / first.events, ...Object.fromEntries(ROUTES.map(grown)) };
}

/** Users' own questions at every size, each size on a service of its own, which is gone before the next begins. */
export async function measureGrowth({ users, parentFolder, settings: { growth } }, say, closing) {
  const sizes = [];
  for (const events of growth.events) {
    const grown = await GrownService.create(parentFolder, { events, users }, say);
    const close = closing(grown);
    try {
      sizes.push(await measureSize(grown, growth, say));
    } finally {
      await close();
    }
  }
  const notAccepted = sizes.flatMap(({ routes }) => Object.values(routes)).reduce((sum, route) => sum + (route.notAccepted ?? 0), 0);
  return { sizes, growth: sizes.length > 1 ? growthOf(sizes) : null, notAccepted };
}
