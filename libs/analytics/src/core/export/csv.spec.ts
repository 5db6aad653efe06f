import fc from 'fast-check';
import { csvCell, csvLine } from './csv.js';

describe('a cell of CSV', () => {
  it.each([
    ['plain', 'plain'], ['a,b', '"a,b"'], ['say "no"', '"say ""no"""'], ['two\nlines', '"two\nlines"'], ['', ''],
    ['=1+1', "'=1+1"], ['+8613800138000', "'+8613800138000"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'\t=1"], ['=a,"b"', '"\'=a,""b"""'],
  ])('%j is %j', (text, cell) => expect(csvCell(text)).toBe(cell));

  it('of a figure is the figure, of null nothing', () => expect(csvLine([-2, 0.5, true, null, 'x'])).toBe('-2,0.5,true,,x\r\n'));

  it('never begins as a formula, and comes back whole', () => {
    const read = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    fc.assert(fc.property(fc.string(), (text) => {
      const back = read(csvCell(text));
      expect(back).not.toMatch(/^[=+\-@]/);
      expect([text, `'${text}`]).toContain(back);
    }));
  });
});
