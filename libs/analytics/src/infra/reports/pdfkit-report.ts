import { ReportPdf } from '../../app/reports/report-pdf.js';
import { figureTable, type ReportDocument, type ReportSection } from '../../core/index.js';
import { PdfPages } from './pdf-pages.js';
import { reportFont } from './report-font.js';

const MARGIN = 48;

/** A4 pages, drawn with pdfkit from the same shapes as the page's charts. Its font is embedded, so that Chinese shows everywhere. */
export class PdfkitReport extends ReportPdf {
  async write(document: ReportDocument): Promise<Buffer> {
    // Loaded with its first report: pdfkit brings a reader of fonts with it.
    const { default: PDFDocument } = await import('pdfkit');
    const made = new Date(document.madeAt);
    const pdf = new PDFDocument({
      size: 'A4', margin: MARGIN, lang: document.language, displayTitle: true, pdfVersion: '1.7',
      info: { Title: `${document.title}, ${document.subtitle}`, CreationDate: made, ModDate: made },
    });
    const pieces: Buffer[] = [];
    const whole = new Promise<Buffer>((resolve, reject) => {
      pdf.on('data', (piece: Buffer) => pieces.push(piece));
      pdf.on('end', () => resolve(Buffer.concat(pieces)));
      pdf.on('error', reject);
    });
    pdf.registerFont('report', reportFont()).font('report');
    draw(new PdfPages(pdf), document);
    pdf.end();
    return whole;
  }
}

function draw(pages: PdfPages, document: ReportDocument): void {
  pages.text(document.title, 20);
  pages.text(document.subtitle, 11, 'soft');
  for (const section of document.sections) drawSection(pages, section, document);
  pages.gap(12);
  pages.text(document.footer, 8, 'soft');
}

function drawSection(pages: PdfPages, { heading, sentences, figures, charts, tables }: ReportSection, { columns }: ReportDocument): void {
  pages.heading(heading);
  for (const sentence of sentences) pages.text(`• ${sentence}`, 10);
  pages.gap(4);
  if (figures.length > 0) pages.table(figureTable(figures, columns, ''));
  for (const chart of charts) pages.chart(chart);
  for (const table of tables) pages.table(table);
}
