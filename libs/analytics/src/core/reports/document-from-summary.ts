import { OUTCOMES } from '#realtime/core';
import { CALL_CATEGORIES } from '../figures/caller-counts.js';
import type { Figures } from '../figures/figures.js';
import { lengthOf, percent } from '../insights/words.js';
import type { Summary } from '../summary.js';
import type { ReportChart, ReportDocument, ReportFigure, ReportLanguage, ReportSection, ReportTable } from './report-document.js';
import { dateOf, type ReportPeriod } from './report-period.js';
import { REPORT_WORDS, type FigureName, type ReportWords } from './report-words.js';

export interface ReportAbout {
  readonly period: ReportPeriod;
  readonly language: ReportLanguage;
  /** Of all users together. */
  readonly isPlatform: boolean;
  readonly madeMs: number;
  /** Masked numbers by caller id; callers that are gone are left out. */
  readonly numbers: ReadonlyMap<number, string>;
}

const CALLERS_SHOWN = 10;

/** What a summary says as a report, in one language. */
export function reportDocument(summary: Summary, about: ReportAbout): ReportDocument {
  const { period, language, isPlatform, madeMs } = about;
  const words = REPORT_WORDS[language];
  const [first, last] = [dateOf(period.firstDay), dateOf(period.endDay - 1)];
  const madeAt = new Date(madeMs).toISOString();
  return {
    kind: period.kind, language, title: (isPlatform ? words.platformTitles : words.titles)[period.kind], subtitle: first === last ? first : `${first} – ${last}`,
    from: new Date(summary.span.fromMs).toISOString(), to: new Date(summary.span.toMs).toISOString(), timezone: summary.zone, madeAt,
    sections: [inFigures(summary, language, words), whenCalled(summary, period, words), whatCalled(summary.current, words), whoCalled(summary, about, words)].filter((section) => section !== undefined),
    columns: words.columns, footer: words.footer(`${madeAt.slice(0, 16).replace('T', ' ')} UTC`, summary.zone),
  };
}

const section = (heading: string, parts: Partial<ReportSection>): ReportSection => ({ heading, sentences: [], figures: [], charts: [], tables: [], ...parts });

type Shown = (value: number) => string;

function inFigures({ current, previous, insights }: Summary, language: ReportLanguage, words: ReportWords): ReportSection {
  const length: Shown = (seconds) => lengthOf(seconds)[language === 'en' ? 'en' : 'zh'];
  const figure = (name: FigureName, of: (figures: Figures) => number | undefined, shown: Shown = String): ReportFigure => {
    const [value = null, before = null] = [of(current), of(previous)];
    const say = (one: number | null): string => (one === null ? words.nothing : shown(one));
    return { label: words.figures[name], shown: say(value), shownBefore: say(before), value, before };
  };
  const figures = [
    figure('calls', ({ calls }) => calls.total), figure('incoming', ({ calls }) => calls.incoming), figure('outgoing', ({ calls }) => calls.outgoing),
    figure('answerRate', ({ answerRate }) => answerRate, percent), figure('meanDuration', ({ meanDurationSeconds }) => meanDurationSeconds, length),
    figure('distinctCallers', ({ distinctCallers }) => distinctCallers), figure('spam', ({ spam }) => spam.calls), figure('blocked', ({ spam }) => spam.blocked),
    figure('spared', ({ spam }) => spam.secondsSpared, length), figure('aiHandled', ({ ai }) => ai.handled), figure('aiEffectiveness', ({ ai }) => ai.effectiveness, percent),
    figure('whitelist', ({ whitelist }) => whitelist?.entries),
  ];
  return section(words.headings.summary, { sentences: insights.map((insight) => insight[language]), figures: figures.filter(({ value, before }) => value !== null || before !== null) });
}

function whenCalled({ current, previous }: Summary, { kind }: ReportPeriod, words: ReportWords): ReportSection {
  const chart = (form: ReportChart['form'], title: string, labels: readonly string[], of: (figures: Figures) => readonly number[]): ReportChart => {
    const values = of(current);
    const most = Math.max(...values);
    return {
      form, title, labels, description: words.chartSays(most, labels[values.indexOf(most)] ?? ''),
      series: [{ name: words.columns.now, values }, { name: words.columns.before, values: of(previous) }],
    };
  };
  const hours = chart('lines', words.hours, Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`), (figures) => figures.hours);
  const weekdays = chart('bars', words.weekdays, words.weekdayNames, (figures) => figures.weekdays);
  return section(words.headings.when, { charts: kind === 'daily' ? [hours] : [weekdays, hours] });
}

function whatCalled({ outcomes, categories }: Figures, words: ReportWords): ReportSection {
  const byOutcome: ReportTable = {
    caption: words.outcomes.caption, columns: words.outcomes.columns, rows: OUTCOMES.map((name) => [words.outcomes.names[name], outcomes.incoming[name], outcomes.outgoing[name]]),
  };
  const named = CALL_CATEGORIES.filter((name) => categories[name] > 0).sort((one, other) => categories[other] - categories[one]);
  const byCategory: ReportTable = { caption: words.categories.caption, columns: words.categories.columns, rows: named.map((name) => [words.categories.names[name], categories[name]]) };
  return section(words.headings.kinds, { tables: named.length === 0 ? [byOutcome] : [byOutcome, byCategory] });
}

function whoCalled({ topCallers }: Summary, { numbers }: ReportAbout, words: ReportWords): ReportSection | undefined {
  const rows = topCallers.slice(0, CALLERS_SHOWN).flatMap(({ callerId, calls, answered, blocked, verdict = 'unknown' }) => {
    const number = numbers.get(callerId);
    return number === undefined ? [] : [[number, calls, answered, blocked, words.callers.verdicts[verdict]]];
  });
  return rows.length === 0 ? undefined : section(words.headings.callers, { tables: [{ caption: words.callers.caption, columns: words.callers.columns, rows }] });
}
