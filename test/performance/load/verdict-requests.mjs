import { seededRandom } from '#kernel';

const SEED = 500;

/** The callers of some calls, most frequent first, each with one of the users it called. */
function callersByCalls(calls) {
  const callers = new Map();
  for (const { callType, callerPhone, userId } of calls) {
    if (callType !== 'incoming') continue;
    const caller = callers.get(callerPhone) ?? { callerPhone, count: 0 };
    callers.set(callerPhone, caller);
    caller.userId = userId;
    caller.count++;
  }
  return [...callers.values()].sort((one, other) => other.count - one.count);
}

/** Running sums of 1/rank, by which a rank is drawn as Zipf's law has it. */
function harmonicSums(length) {
  let sum = 0;
  return Float64Array.from({ length }, (_, index) => (sum += 1 / (index + 1)));
}

function rankOf(sums, at) {
  let low = 0;
  for (let high = sums.length - 1; low < high; ) {
    const middle = (low + high) >>> 1;
    if (sums[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function question({ callerPhone, userId }, authorization) {
  const path = `/api/profiles/caller/${encodeURIComponent(callerPhone)}?userId=${encodeURIComponent(userId)}`;
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`, 'latin1');
}

/** A question about each caller of `calls`, most frequent first. */
export function callerRequests(calls, { authorization }) {
  return callersByCalls(calls).map((caller) => question(caller, authorization));
}

/** `count` questions about callers of `calls`: the k-th most frequent one is asked about in proportion to 1/k. */
export function verdictRequests(calls, { count, authorization }) {
  const callers = callersByCalls(calls);
  if (callers.length === 0) throw new Error('no incoming call was sent before verdicts were asked for');
  const sums = harmonicSums(callers.length);
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => question(callers[rankOf(sums, random.next() * sums.at(-1))], authorization));
}
