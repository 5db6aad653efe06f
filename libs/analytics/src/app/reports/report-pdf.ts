import type { ReportDocument } from '../../core/index.js';

export abstract class ReportPdf {
  /** The report as a PDF; the same document gives the same bytes. */
  abstract write(document: ReportDocument): Promise<Buffer>;
}
