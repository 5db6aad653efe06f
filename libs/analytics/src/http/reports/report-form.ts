import { AppError } from '#kernel';

export const REPORT_TYPES = { json: 'application/json', html: 'text/html', pdf: 'application/pdf' } as const;
export type ReportForm = keyof typeof REPORT_TYPES;

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(json|html|pdf))?$/i;

export function unknownReport(): AppError {
  return new AppError('report_unknown', 'not-found', 'there is no such report');
}

/** A type that a client names in `Accept`, or a range of them. */
interface Wanted {
  readonly type: string;
  readonly weight: number;
  readonly place: number;
}

/** Which report a path names, and in which form: as it ends, else as `Accept` would have it best, else JSON; undefined where `Accept` names none of them. @throws AppError `report_unknown` */
export function readReportName(name: string, accept = ''): { readonly id: string; readonly form: ReportForm | undefined } {
  const [, id, ending] = ID.exec(name) ?? [];
  if (id === undefined) throw unknownReport();
  return { id: id.toLowerCase(), form: (ending?.toLowerCase() as ReportForm | undefined) ?? formFrom(accept) };
}

export function noSuchForm(): AppError {
  return new AppError('report_form_unknown', 'not-acceptable', `a report comes as ${Object.values(REPORT_TYPES).join(', ')}`);
}

/** By weight, of equals the one named first; whoever takes anything, or says nothing, gets JSON. */
function formFrom(accept: string): ReportForm | undefined {
  if (accept.trim() === '') return 'json';
  const wanted = accept.split(',').map((range, place): Wanted => {
    const [type = '', ...parameters] = range.trim().toLowerCase().split(/\s*;\s*/);
    return { type, weight: Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1), place };
  });
  const ranked = (Object.keys(REPORT_TYPES) as ReportForm[]).flatMap((form) => {
    const found = wish(wanted, REPORT_TYPES[form]);
    return found !== undefined && found.weight > 0 ? [{ form, ...found }] : [];
  });
  return ranked.sort((one, other) => other.weight - one.weight || one.place - other.place)[0]?.form;
}

/** The narrowest range that a type lies in says what is thought of it (RFC 9110, 12.5.1). */
function wish(wanted: readonly Wanted[], type: string): Wanted | undefined {
  for (const range of [type, type.replace(/\/.*/, '/*'), '*/*']) {
    const found = wanted.find((one) => one.type === range);
    if (found !== undefined) return found;
  }
  return undefined;
}
