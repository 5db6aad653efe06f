import { makeHistogram } from './metric.js';

type ObserveRequest = (statusCode: number, seconds: number) => void;

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Counts and times the answers of one route. `route` is its pattern, never a URL: paths carry numbers, and every
 * distinct label value is a series for ever. One child per status class is kept, which saves checking labels each time.
 */
export function requestObserver(method: string, route: string): ObserveRequest {
  const histogram = makeHistogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request line to the last byte of the answer.',
    labels: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
  });
  const children: ({ observe(seconds: number): void } | undefined)[] = [];
  return (statusCode, seconds) => {
    const statusClass = Math.floor(statusCode / 100);
    const child = (children[statusClass] ??= histogram.labels(method, route, `${statusClass}xx`));
    child.observe(seconds);
  };
}
