import { CHINESE } from '../summary/phrases-zh.js';
import { ENGLISH } from '../summary/phrases-en.js';
import type { IncidentSaid } from '../summary/phrases.js';

/** What stood out, in a sentence a person understands. */
export function incidentText(said: IncidentSaid): { readonly en: string; readonly 'zh-CN': string } {
  return { en: ENGLISH.incident(said), 'zh-CN': CHINESE.incident(said) };
}
