import { descendantsOf, kill } from '../support/index.mjs';

const backendsOf = (postmaster) => descendantsOf(postmaster).map(({ pid }) => pid);

/** What can be killed: the pids each kind means at the moment, the first to be killed first. None where it is not there. */
const TARGETS = {
  api: (service) => [service.part('api')],
  worker: (service) => [service.part('worker')],
  postmaster: (service) => [service.postmaster],
  backend: (service, random) => {
    const backends = service.postmaster === undefined ? [] : backendsOf(service.postmaster);
    return backends.length === 0 ? [] : [backends[random.below(backends.length)]];
  },
  database: (service) => (service.postmaster === undefined ? [] : [service.postmaster, ...backendsOf(service.postmaster)]),
  supervisor: (service) => [service.pid],
  everything: (service) => [service.pid, ...service.processes().map(({ pid }) => pid)],
};

export const KINDS = Object.keys(TARGETS);

/** Kills that end the supervisor, which somebody must then start again. */
export const FATAL = new Set(['supervisor', 'everything']);

/** What even the shortest run must kill. */
const FIRST = ['api', 'worker', 'database'];

function shuffled(kinds, random) {
  const pool = [...kinds];
  return kinds.map(() => pool.splice(random.below(pool.length), 1)[0]);
}

/** `count` kinds: API, worker and database in any order, then the others in any order, then any. */
export function planKills(count, random) {
  const plan = [...shuffled(FIRST, random), ...shuffled(KINDS.filter((kind) => !FIRST.includes(kind)), random)];
  return Array.from({ length: count }, (_, index) => plan[index] ?? KINDS[random.below(KINDS.length)]);
}

/** `kill -9`. False where there was nothing of this kind to kill. */
export function killNow(kind, service, random) {
  const pids = TARGETS[kind](service, random).filter((pid) => pid !== undefined);
  return pids.filter((pid) => kill(pid, 'SIGKILL')).length > 0;
}
