import { AsyncLocalStorage } from 'node:async_hooks';

/** What a request hands on to its log lines and jobs. */
export interface RequestContext {
  readonly requestId: string;
  readonly traceparent: string;
  /** Known once the token is verified. */
  subject?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the request (or job) that the running code belongs to. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work` and everything it awaits as part of `context`. A job does so with the ids it was queued with. */
export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}
