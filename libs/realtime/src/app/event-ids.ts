import { v5, v7 } from 'uuid';

/** A new id whose leading bits are the time, so that neighbours in time are neighbours in the index. */
export function newEventId(): string {
  return v7();
}

/** The id an event gets from its source's own name for it: the same name always gives the same id. */
export function namedEventId(source: string, name: string): string {
  return v5(name, v5(source, v5.URL));
}
