import type { Cell } from './csv.js';

/** A call as it is exported. */
export interface ExportedCall {
  readonly atMs: number;
  readonly callType: string;
  readonly outcome: string;
  readonly durationSeconds: number | null;
  /** Null where none was shown. */
  readonly phoneNumber: string | null;
  readonly verdict: string;
  readonly category: string | null;
  /** Whether only the user tells of it. */
  readonly claimed: boolean;
}

export type ColumnKind = 'text' | 'time' | 'number' | 'flag';

export interface ExportColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** A time is in epoch milliseconds. */
  readonly value: (call: ExportedCall) => Cell;
}

/** The columns of every format, in their order. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { name: 'timestamp', kind: 'time', nullable: false, value: ({ atMs }) => atMs },
  { name: 'callType', kind: 'text', nullable: false, value: ({ callType }) => callType },
  { name: 'outcome', kind: 'text', nullable: false, value: ({ outcome }) => outcome },
  { name: 'durationSeconds', kind: 'number', nullable: true, value: ({ durationSeconds }) => durationSeconds },
  { name: 'phoneNumber', kind: 'text', nullable: true, value: ({ phoneNumber }) => phoneNumber },
  { name: 'verdict', kind: 'text', nullable: false, value: ({ verdict }) => verdict },
  { name: 'category', kind: 'text', nullable: true, value: ({ category }) => category },
  { name: 'claimed', kind: 'flag', nullable: false, value: ({ claimed }) => claimed },
];

/** The cells of a call as people read them: times as RFC 3339. */
export function readableCells(call: ExportedCall): Cell[] {
  return EXPORT_COLUMNS.map(({ kind, value }) => (kind === 'time' ? new Date(value(call) as number).toISOString() : value(call)));
}

export function readableRecord(call: ExportedCall): Record<string, Cell> {
  const cells = readableCells(call);
  return Object.fromEntries(EXPORT_COLUMNS.map(({ name }, at) => [name, cells[at] as Cell]));
}
