import { QUARTER_HOUR_MS } from '#kernel';
import { plain, type Cell, type Database } from '#platform/database';
import type { Keyring } from '#privacy';
import type { Report, ReportEntry, ReportKey } from '../../app/reports/report.js';
import { Reports, type ReportPlace, type ReportReader, type ReportWanted } from '../../app/reports/reports.js';
import { REPORT_KINDS, type ReportDocument, type ReportKind, type ReportLanguage } from '../../core/index.js';
import { FIND, FORGET, HAS, KEEP, LIST, MISSING, READERS, REVIEWED, STALE } from './report-statements.js';

export class PgReports extends Reports {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async has(id: string): Promise<boolean> {
    return (await this.database.rows(HAS, [id])).length > 0;
  }

  async find(id: string): Promise<Report | undefined> {
    const [row] = await this.database.rows(FIND, [id]);
    if (row === undefined) return undefined;
    const [document, html, pdf] = row.slice(-3).map((sealed) => this.keyring.open('details', sealed as Buffer)) as [string, string, string];
    return { ...entryFrom(row), document: JSON.parse(document) as ReportDocument, html, pdf: Buffer.from(pdf, 'base64') };
  }

  async list(userId: number, kind: ReportKind | undefined, after: ReportPlace | undefined, most: number): Promise<readonly ReportEntry[]> {
    return (await this.database.rows(LIST, [userId, kind ?? null, after?.toMs ?? null, after?.id ?? null, most])).map(entryFrom);
  }

  async keep(report: Report): Promise<boolean> {
    const { id, userId, kind, firstDay, endDay, fromMs, toMs, zone, language, madeMs, revision } = report;
    const sealed = [JSON.stringify(report.document), report.html, report.pdf.toString('base64')].map((text) => this.keyring.seal('details', text));
    return (await this.database.rows(KEEP, [id, userId, kind, firstDay, endDay, fromMs, toMs, zone, language, madeMs, revision, ...sealed])).length > 0;
  }

  async readers(afterId: number, most: number, usual: readonly ReportKind[]): Promise<readonly ReportReader[]> {
    const rows = (await this.database.rows(READERS, [afterId, most])) as [number, string | null][];
    return rows.map(([userId, chosen]) => ({ userId, kinds: chosen === null ? usual : kindsIn(chosen) }));
  }

  async missing(wanted: readonly ReportWanted[]): Promise<readonly ReportKey[]> {
    if (wanted.length === 0) return [];
    const column = (of: (one: ReportWanted) => string | number): string => plain(wanted.map(of));
    const rows = (await this.database.rows(MISSING, [
      column(({ userId }) => userId), column(({ kind }) => kind), column(({ firstDay }) => firstDay),
      column(({ fromMs }) => Math.floor(fromMs / QUARTER_HOUR_MS)), column(({ toMs }) => Math.floor(toMs / QUARTER_HOUR_MS)),
    ])) as [number, ReportKind, number][];
    return rows.map(([userId, kind, firstDay]) => ({ userId, kind, firstDay }));
  }

  async stale(afterId: string | undefined, most: number): Promise<readonly (ReportKey & Pick<ReportEntry, 'id'>)[]> {
    const rows = (await this.database.rows(STALE, [afterId ?? null, most])) as [string, number, ReportKind, number][];
    return rows.map(([id, userId, kind, firstDay]) => ({ id, userId, kind, firstDay }));
  }

  async reviewed(id: string, atMs: number): Promise<void> {
    await this.database.rows(REVIEWED, [id, atMs]);
  }

  async forget(beforeMs: number): Promise<number> {
    return (await this.database.rows(FORGET, [beforeMs])).length;
  }
}

function entryFrom(row: readonly Cell[]): ReportEntry {
  const [id, userId, kind, firstDay, endDay, fromMs, toMs, zone, language, madeMs, revision] = row as [
    string, number, ReportKind, number, number, number, number, string, ReportLanguage, number, number,
  ];
  return { id, userId, kind, firstDay, endDay, fromMs, toMs, zone, language, madeMs, revision };
}

/** The kinds in a stored choice; what is none is passed over. */
function kindsIn(chosen: string): readonly ReportKind[] {
  const names: unknown = JSON.parse(chosen);
  return Array.isArray(names) ? REPORT_KINDS.filter((kind) => names.includes(kind)) : [];
}
