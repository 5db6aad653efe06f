import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportDocument } from '../../core/index.js';
import { REPORT_WORDS } from '../../core/reports/report-words.js';
import { CATEGORIES_EN, CATEGORIES_ZH, WEEKDAYS_EN, WEEKDAYS_ZH } from '../../core/insights/words.js';
import { PdfkitReport } from './pdfkit-report.js';
import { reportFont } from './report-font.js';

const counts = Array.from({ length: 24 }, (_, hour) => hour % 5);
const chart = { form: 'lines', title: '各时段通话数', description: '', labels: counts.map(String), series: [{ name: '本期', values: counts }] } as const;
const document = (sections: number): ReportDocument => ({
  kind: 'weekly', language: 'zh-CN', title: '您的通话周报', subtitle: '2026-03-02 – 2026-03-08', from: '', to: '', timezone: 'UTC', madeAt: '2026-03-09T06:12:00.000Z', footer: '生成于', columns: { figure: '指标', now: '本期', before: '上期' },
  sections: Array.from({ length: sections }, () => ({
    heading: '通话时间', sentences: ['9 个骚扰来电中拦截了 7 个。'], figures: [{ label: '通话', shown: '42', shownBefore: '35', value: 42, before: 35 }], charts: [chart, { ...chart, form: 'bars' as const }],
    tables: [{ caption: '来电最多的号码', columns: ['号码', '来电'], rows: [['+86138•••8001', 9]] }],
  })),
});

/** Code points of a TrueType font, from its table of format 12 or 4. */
function signsOf(font: Buffer): (codePoint: number) => boolean {
  const tables = font.readUInt16BE(4);
  const entry = Array.from({ length: tables }, (_, at) => 12 + 16 * at).find((at) => font.toString('latin1', at, at + 4) === 'cmap') as number;
  const cmap = font.readUInt32BE(entry + 8);
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at));
  const four = subtables.find((at) => font.readUInt16BE(at) === 4) as number;
  const double = font.readUInt16BE(four + 6);
  const segments = Array.from({ length: double / 2 }, (_, at) => ({ end: font.readUInt16BE(four + 14 + 2 * at), start: font.readUInt16BE(four + 16 + double + 2 * at) }));
  return (codePoint) => segments.some(({ start, end }) => codePoint >= start && codePoint <= end);
}

describe('a report as PDF', () => {
  it('is whole, the same each time, with its font inside', async () => {
    const pdf = await new PdfkitReport().write(document(1));
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    expect(pdf.toString('latin1')).toMatch(/\/FontFile[23]/);
    expect((await new PdfkitReport().write(document(1))).equals(pdf)).toBe(true);
  });

  it('takes as many pages as it needs', async () => {
    const pages = async (sections: number): Promise<number> => (await new PdfkitReport().write(document(sections))).toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    expect([await pages(0), await pages(4) > 2]).toEqual([1, true]);
  });

  it('has a sign for everything that reports and insights say', () => {
    const has = signsOf(reportFont());
    const insights = readFileSync(join(__dirname, '../../core/insights/insights.ts'), 'utf8');
    const functions = (words: object): string[] => Object.values(words).map((word: unknown) => (typeof word === 'object' && word !== null ? functions(word).join('') : String(word)));
    const said = [REPORT_WORDS, CATEGORIES_EN, CATEGORIES_ZH, WEEKDAYS_EN, WEEKDAYS_ZH].flatMap(functions).join('') + insights + '•–秒分钟小时';
    const printable = [...said].filter((sign) => sign >= ' ' && !/[→≥≤…—’]/.test(sign));
    expect([...new Set(printable)].filter((sign) => !has(sign.codePointAt(0) as number)).join('')).toBe('');
    expect(readdirSync(join(__dirname, '../../../shipped'))).toContain('noto-sans-sc-LICENSE.txt');
  });
});
