import { AppError } from '#kernel';

export const REPORT_TYPES = { json: 'application/json', html: 'text/html', pdf: 'application/pdf' } as const;
export type ReportForm = keyof typeof REPORT_TYPES;

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(json|html|pdf))?$/i;

export function unknownReport(): AppError {
  return new AppError('report_unknown', 'not-found', 'there is no such report');
}

/** Which report a path names, and in which form: as it ends, else as `Accept` would have it best, else JSON. @throws AppError `report_unknown` */
export function readReportName(name: string, accept = ''): { readonly id: string; readonly form: ReportForm } {
  const [, id, ending] = ID.exec(name) ?? [];
  if (id === undefined) throw unknownReport();
  return { id: id.toLowerCase(), form: (ending?.toLowerCase() as ReportForm | undefined) ?? formFrom(accept) };
}

/** By weight, of equals the one named first; whoever takes anything gets JSON. */
function formFrom(accept: string): ReportForm {
  const ranked = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.trim().toLowerCase().split(/\s*;\s*/);
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    return { form: (Object.keys(REPORT_TYPES) as ReportForm[]).find((form) => REPORT_TYPES[form] === type), weight };
  });
  const [best] = ranked.filter(({ form, weight }) => form !== undefined && weight > 0).sort((one, other) => other.weight - one.weight);
  return best?.form ?? 'json';
}
