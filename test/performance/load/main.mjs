// The load: a process of its own that makes requests beforehand and sends them when told. See ../benchmark/load-process.mjs.
import { callEvents, eventRequests, eventsIn, ID_LINE } from './bodies.mjs';
import { closedLoop, openLoop } from './loops.mjs';
import { predictRequests } from './predict-requests.mjs';
import { callerRequests, verdictRequests } from './verdict-requests.mjs';

const MOST_CALLS_READ = 200_000;
/** For asking about every number once: most frequent first, and the rest as they come. */
const LONGEST_SECONDS = 60;

const phases = new Map();
let world;

/** Whether all of a request's events were accepted. */
const acceptsAll = (batch) => ({ status, body }) => {
  if (status !== 202) return false;
  const { accepted, rejected } = JSON.parse(body.latin1Slice());
  return accepted === batch && rejected.length === 0;
};

const loadOf = ({ requests, batch }) => ({ requests, port: world.port, isGood: acceptsAll(batch) });

function acceptedIds({ ids, batch, good = [] }) {
  const size = batch * ID_LINE;
  return Array.from(good, (flag, index) => (flag === 1 ? ids.subarray(index * size, (index + 1) * size) : undefined)).filter(Boolean);
}

/** Calls that were accepted in batches, taken evenly from all that was sent. */
function acceptedCalls() {
  const inBatches = [...phases.values()].filter(({ batch }) => batch > 1);
  const sent = inBatches.flatMap(({ requests, batch, good = [] }) => requests.filter((_, index) => good[index] === 1).map((request) => ({ request, batch })));
  const events = sent.reduce((sum, { batch }) => sum + batch, 0);
  const step = Math.max(1, Math.ceil(events / MOST_CALLS_READ));
  return sent.filter((_, index) => index % step === 0).flatMap(({ request }) => eventsIn(request));
}

const COMMANDS = {
  /** Says where to and as whom, and of whom the calls are. */
  open({ port, token, users, events }) {
    world = { port, authorization: `Bearer ${token}`, events: callEvents({ users, events }) };
  },

  /** Makes the requests of some phases, in the order in which they will be sent. */
  prepare(wanted) {
    for (const { phase, batch, count } of wanted) phases.set(phase, eventRequests(world.events, { batch, count, authorization: world.authorization }));
  },

  async closed({ phase, ...pace }) {
    const prepared = phases.get(phase);
    const result = await closedLoop(loadOf(prepared), pace);
    prepared.good = result.good;
    return result;
  },

  async paced({ phase, ...pace }) {
    const prepared = phases.get(phase);
    const result = await openLoop(loadOf(prepared), pace);
    prepared.good = result.good;
    return result;
  },

  prepareVerdicts({ count }) {
    const calls = acceptedCalls();
    world.callers = callerRequests(calls, world);
    world.verdicts = verdictRequests(calls, { count, authorization: world.authorization });
  },

  /** Asks about every number there are questions on, once. */
  eachCaller({ connections }) {
    return closedLoop({ requests: world.callers, port: world.port, isGood: ({ status }) => status === 200 }, { connections, seconds: LONGEST_SECONDS });
  },

  /** Questions at fixed times beside events at fixed times. */
  async verdicts({ phase, questions, events }) {
    const load = { requests: world.verdicts, port: world.port, isGood: ({ status }) => status === 200 };
    const [asked, sent] = await Promise.all([openLoop(load, questions), COMMANDS.paced({ phase, ...events })]);
    return { asked, sent };
  },

  preparePredictions({ model, count }) {
    world.predictions = predictRequests(model, { count, authorization: world.authorization });
  },

  predictions(pace) {
    return openLoop({ requests: world.predictions, port: world.port, isGood: ({ status }) => status === 200 }, pace);
  },

  /** Requests that somebody else made, at fixed times. */
  ready({ port, requests, ...pace }) {
    return openLoop({ requests, port, isGood: ({ status }) => status === 200 }, pace);
  },

  /** Ids of the accepted events, a line each: of one phase or of all. */
  acceptedIds({ phase }) {
    const chosen = phase === undefined ? [...phases.values()] : [phases.get(phase)];
    return Buffer.concat(chosen.flatMap(acceptedIds));
  },
};

process.on('message', ({ command, settings }) => {
  Promise.resolve()
    .then(() => COMMANDS[command](settings))
    .then((result) => process.send({ result }), (error) => process.send({ error: error.message }));
});
// Ctrl-C reaches the whole group: the benchmark decides, and closes the channel.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
