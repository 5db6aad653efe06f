import fc from 'fast-check';
import { chartShapes, scaleStep } from './chart-geometry.js';
import type { ReportChart, ReportDocument } from './report-document.js';
import { reportLanguage } from './report-document.js';
import { reportHtml } from './report-html.js';

const chart = (form: ReportChart['form'], values: readonly number[]): ReportChart => (
  { form, title: 'Calls', description: 'Most at 1', labels: values.map((_, at) => String(at)), series: [{ name: 'now', values }, { name: 'before', values: values.map(() => 0) }] });

const saying = (text: string): ReportDocument => ({
  kind: 'weekly', language: 'zh-CN', title: text, subtitle: text, from: '', to: '', timezone: 'UTC', madeAt: '', footer: text, columns: { figure: text, now: text, before: text },
  sections: [{
    heading: text, sentences: [text], figures: [{ label: text, shown: text, shownBefore: text, value: 1, before: null }],
    charts: [{ ...chart('bars', [1, 2]), title: text, description: text, labels: [text, text] }], tables: [{ caption: text, columns: [text], rows: [[text, 3]] }],
  }],
});

describe('a report as HTML', () => {
  it('says nothing but text, whatever the text', () => {
    const tags = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
    const plain = tags(reportHtml(saying('x'))).length;
    fc.assert(fc.property(fc.string(), (text) => {
      const html = reportHtml(saying(`<script>"'&${text}</style>`));
      expect(tags(html)).toHaveLength(plain);
      expect(html).not.toContain('<script');
    }));
  });

  it('names its language, its charts and the heads of its tables, and fetches nothing', () => {
    const html = reportHtml(saying('通话'));
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toMatch(/<svg [^>]*role="img" aria-labelledby="c0-0-t c0-0-d"><title id="c0-0-t">通话<\/title><desc id="c0-0-d">通话<\/desc>/);
    expect(html).toMatch(/<caption>通话<\/caption><thead><tr><th scope="col">通话<\/th>/);
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).not.toMatch(/src=|href=|url\(|@import|<script/);
  });

  it.each([['zh', 'zh-CN'], ['zh-Hant-TW', 'zh-CN'], ['en-GB', 'en'], ['de', 'en'], ['zhx', 'en']])('who reads %s is written to in %s', (tag, language) => expect(reportLanguage(tag)).toBe(language));
});

describe('the shapes of a chart', () => {
  it.each([[0, 1], [3, 1], [5, 2], [8, 2], [9, 5], [37, 10], [1001, 500]])('up to %i a scale goes in steps of %i', (most, step) => expect(scaleStep(most)).toBe(step));

  it('lie within its box, bars as high as they count', () => {
    fc.assert(fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 31 }), fc.constantFrom<ReportChart['form']>('bars', 'lines'), (values, form) => {
      const { plot, bars, lines, scale } = chartShapes(chart(form, values));
      const top = Number(scale.at(-1)?.text);
      const points = [...bars, ...lines.flat()];
      expect(points).toHaveLength(2 * values.length);
      for (const { x, y } of points) {
        expect(x).toBeGreaterThanOrEqual(plot.left);
        expect(x).toBeLessThanOrEqual(plot.right);
        expect(y).toBeGreaterThanOrEqual(plot.top - 1e-6);
        expect(y).toBeLessThanOrEqual(plot.bottom);
      }
      values.forEach((value, at) => expect(plot.bottom - (points[at]?.y as number)).toBeCloseTo(((plot.bottom - plot.top) * value) / top, 6));
    }));
  });
});
