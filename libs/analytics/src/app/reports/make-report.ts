import type { Clock } from '#kernel';
import { maskPhone, type Identities, type Keyring } from '#privacy';
import type { GetPreferences } from '#profiles';
import { idempotentEventId } from '#realtime';
import { PLATFORM_USER } from '#realtime/core';
import { isSettled, momentsOf, periodAround, reportDocument, reportHtml, reportLanguage, type ReportDocument, type ReportPeriod } from '../../core/index.js';
import type { Summarize } from '../summarize.js';
import type { ReportClock, ReportClocks } from './report-clocks.js';
import type { ReportPdf } from './report-pdf.js';
import type { ReportKey } from './report.js';
import type { Reports } from './reports.js';

/** `remade`: with other figures than before. `known`: it was there already. `open`: its period is not over. `empty`: no call, so there is nothing to report. */
export type Made = 'made' | 'remade' | 'known' | 'open' | 'empty';

/** The id of the report of a key, always the same; nobody can work it out without the service's secret. */
export function reportId(keyring: Keyring, { userId, kind, firstDay }: ReportKey): string {
  return idempotentEventId(keyring, ['report', userId, kind, firstDay]);
}

interface Parts {
  readonly reports: Reports;
  readonly summarize: Summarize;
  readonly clocks: ReportClocks;
  readonly preferences: GetPreferences;
  readonly pdf: ReportPdf;
  readonly identities: Identities;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Makes one report, once: a second time it is there, and stays what it was, unless it is asked for anew and would say something else. */
export class MakeReport {
  constructor(private readonly parts: Parts) {}

  /** @param anew whether a report that is there is made again where its figures have changed since, on the clock it was made on */
  async execute(key: ReportKey, anew = false): Promise<Made> {
    const { reports, clocks, pdf, keyring, clock } = this.parts;
    const id = reportId(keyring, key);
    if (!anew && (await reports.has(id))) return 'known';
    const known = anew ? await reports.find(id) : undefined;
    const place = known === undefined ? await clocks.of(key.userId) : clocks.in(known.zone);
    const period = periodAround(key.kind, key.firstDay);
    const madeMs = clock.now();
    if (!isSettled(period, madeMs, place.time)) return 'open';
    const document = await this.document(key.userId, period, place, madeMs);
    if (document === undefined) return 'empty';
    if (known !== undefined && saysTheSame(document, known.document)) return 'known';
    const kept = await reports.keep({
      ...key, firstDay: period.firstDay, endDay: period.endDay, id, ...momentsOf(period, place.time), zone: place.zone, language: document.language, madeMs, revision: (known?.revision ?? 0) + 1, document,
      html: reportHtml(document), pdf: await pdf.write(document),
    });
    if (!kept) return 'known';
    return known === undefined ? 'made' : 'remade';
  }

  private async document(userId: number, period: ReportPeriod, { zone, time }: ReportClock, madeMs: number): Promise<ReportDocument | undefined> {
    const { summarize, preferences, identities } = this.parts;
    const summary = await summarize.execute({ userId, period: momentsOf(period, time), asOfMs: madeMs, zone });
    if (summary === undefined || summary.current.calls.total === 0) return undefined;
    const [{ language }, phones] = await Promise.all([preferences.execute(userId), identities.revealPhones(summary.topCallers.map(({ callerId }) => callerId))]);
    const numbers = new Map([...phones].map(([callerId, number]) => [callerId, maskPhone(number)]));
    return reportDocument(summary, { period, language: reportLanguage(language), isPlatform: userId === PLATFORM_USER, madeMs, numbers });
  }
}

/** Whether two reports say the same but for when they were made. */
function saysTheSame(one: ReportDocument, other: ReportDocument): boolean {
  const said = ({ language, title, sections, columns }: ReportDocument): string => JSON.stringify([language, title, sections, columns]);
  return said(one) === said(other);
}
