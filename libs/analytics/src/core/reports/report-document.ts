import type { ReportKind } from './report-period.js';

export const REPORT_LANGUAGES = ['en', 'zh-CN'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** A number beside that of the period before, as it is shown and as it is; null where it is not known. */
export interface ReportFigure {
  readonly label: string;
  readonly shown: string;
  readonly shownBefore: string;
  readonly value: number | null;
  readonly before: number | null;
}

export interface ReportSeries {
  readonly name: string;
  readonly values: readonly number[];
}

/** Counts over the same labels; `title` and `description` say in words what is drawn. */
export interface ReportChart {
  readonly form: 'bars' | 'lines';
  readonly title: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly series: readonly ReportSeries[];
}

/** The first column names its row. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ReportSection {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly figures: readonly ReportFigure[];
  readonly charts: readonly ReportChart[];
  readonly tables: readonly ReportTable[];
}

/** All that a report says, before it has a form: HTML, PDF and JSON are made of it. Times are RFC 3339. */
export interface ReportDocument {
  readonly kind: ReportKind;
  readonly language: ReportLanguage;
  readonly title: string;
  readonly subtitle: string;
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly madeAt: string;
  readonly sections: readonly ReportSection[];
  /** What the headings of figures are called. */
  readonly columns: { readonly figure: string; readonly now: string; readonly before: string };
  readonly footer: string;
}

/** Chinese for whoever reads any Chinese, English for all others. @param tag BCP 47 */
export function reportLanguage(tag: string): ReportLanguage {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}
