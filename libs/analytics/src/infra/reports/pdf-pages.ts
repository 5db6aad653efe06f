import { chartShapes, type ReportChart, type ReportTable } from '../../core/index.js';

type Pdf = PDFKit.PDFDocument;

const INK = { ink: '#1b1f24', soft: '#57606a', line: '#d0d7de', now: '#0b5cad', before: '#8c959f' } as const;
const SERIES = [INK.now, INK.before] as const;
const ROW = 18;
const SMALL = 8;
const HEADING_ROOM = 80;

/** Text, tables and charts one below the other, on as many pages as they need. */
export class PdfPages {
  constructor(private readonly pdf: Pdf) {}

  text(text: string, size: number, ink: 'ink' | 'soft' = 'ink'): void {
    this.pdf.fontSize(size).fillColor(INK[ink]).text(text, this.left, this.pdf.y, { width: this.width });
  }

  /** A heading does not stand alone at the end of a page. */
  heading(text: string): void {
    this.room(HEADING_ROOM);
    this.gap(12);
    this.text(text, 14);
    this.gap(3);
  }

  gap(points: number): void {
    this.pdf.y += points;
  }

  table({ caption, columns, rows }: ReportTable): void {
    this.room(3 * ROW);
    if (caption !== '') this.caption(caption);
    this.row(columns, INK.soft);
    for (const row of rows) this.row(row.map(String), INK.ink);
    this.gap(8);
  }

  chart(chart: ReportChart): void {
    const { width, height, plot, bars, lines, labels, scale } = chartShapes(chart);
    const scaled = this.width / width;
    this.room(height * scaled + 3 * ROW);
    this.caption(chart.title);
    const top = this.pdf.y;
    const x = (at: number): number => this.left + at * scaled;
    const y = (at: number): number => top + at * scaled;
    for (const mark of scale) {
      this.pdf.moveTo(x(plot.left), y(mark.y)).lineTo(x(plot.right), y(mark.y)).lineWidth(0.5).stroke(INK.line);
      this.small(mark.text, x(0), y(mark.y) - SMALL / 2 - 1, { width: mark.x * scaled, align: 'right' });
    }
    for (const bar of bars) this.pdf.rect(x(bar.x), y(bar.y), bar.width * scaled, bar.height * scaled).fill(SERIES[bar.series] ?? INK.before);
    lines.forEach((points, at) => {
      points.forEach((point, of) => (of === 0 ? this.pdf.moveTo(x(point.x), y(point.y)) : this.pdf.lineTo(x(point.x), y(point.y))));
      this.pdf.lineWidth(at === 0 ? 1.6 : 1).stroke(SERIES[at] ?? INK.before);
    });
    for (const mark of labels) this.small(mark.text, x(mark.x) - ROW, y(mark.y) + 4, { width: 2 * ROW, align: 'center' });
    this.key(chart, y(height) + 2);
    this.pdf.y = y(height) + ROW;
  }

  private key(chart: ReportChart, y: number): void {
    chart.series.forEach(({ name }, at) => {
      const x = this.left + at * 120;
      this.pdf.rect(x, y + 2, 7, 7).fill(SERIES[at] ?? INK.before);
      this.small(name, x + 11, y, {});
    });
  }

  private caption(text: string): void {
    this.gap(4);
    this.text(text, 11);
    this.gap(2);
  }

  private row(cells: readonly string[], ink: string): void {
    this.room(ROW);
    const top = this.pdf.y;
    const first = this.width * (cells.length > 3 ? 0.36 : 0.5);
    const other = (this.width - first) / Math.max(1, cells.length - 1);
    this.pdf.fontSize(9).fillColor(ink);
    cells.forEach((cell, at) => {
      const place = at === 0 ? { x: this.left, width: first } : { x: this.left + first + (at - 1) * other, width: other };
      this.pdf.text(cell, place.x, top + 3, { width: place.width, align: at === 0 ? 'left' : 'right', lineBreak: false });
    });
    this.pdf.moveTo(this.left, top + ROW).lineTo(this.left + this.width, top + ROW).lineWidth(0.5).stroke(INK.line);
    this.pdf.y = top + ROW;
  }

  private small(text: string, x: number, y: number, place: PDFKit.Mixins.TextOptions): void {
    this.pdf.fontSize(SMALL).fillColor(INK.soft).text(text, x, y, { lineBreak: false, ...place });
  }

  /** Begins a page where what comes has no room on this one. */
  private room(points: number): void {
    if (this.pdf.y + points > this.pdf.page.height - this.pdf.page.margins.bottom) this.pdf.addPage();
  }

  private get left(): number {
    return this.pdf.page.margins.left;
  }

  private get width(): number {
    return this.pdf.page.width - this.pdf.page.margins.left - this.pdf.page.margins.right;
  }
}
