import { chartSvg } from './chart-svg.js';
import { escapeHtml } from './escape-html.js';
import type { ReportChart, ReportDocument, ReportFigure, ReportSection, ReportTable } from './report-document.js';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--now:#0b5cad;--before:#8c959f}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--paper:#0d1117;--now:#58a6ff;--before:#6e7681}}
body{margin:0 auto;max-width:44rem;padding:1.5rem;font:1rem/1.5 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper)}
h1{margin:0;font-size:1.6rem}h2{margin:2rem 0 .5rem;font-size:1.2rem}header p,footer{color:var(--soft)}footer{margin-top:2rem;font-size:.85rem}
table{width:100%;border-collapse:collapse;margin:.75rem 0}caption{text-align:left;font-weight:600}th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:right}
th:first-child,td:first-child{text-align:left}th[scope=row]{font-weight:400}figure{margin:1rem 0}figcaption{font-weight:600}
svg{width:100%;height:auto}svg text{font-size:12px;fill:var(--soft)}.label{text-anchor:middle}.scale{text-anchor:end}.grid{stroke:var(--line)}
.s0,.k0{fill:var(--now);background:var(--now)}.s1,.k1{fill:var(--before);background:var(--before)}.l0,.l1{fill:none;stroke:var(--now);stroke-width:2.5}.l1{stroke:var(--before);stroke-dasharray:5 4}
.key{color:var(--soft);font-size:.85rem}.key i{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 .8em}
@media print{body{max-width:none}section{break-inside:avoid}}`;

/** A report as one HTML page: no script, nothing fetched from anywhere, light or dark as its reader has it. */
export function reportHtml(document: ReportDocument): string {
  const sections = document.sections.map((section, at) => sectionHtml(section, document, at)).join('');
  return `<!doctype html>\n<html lang="${document.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`
    + `<title>${escapeHtml(`${document.title}, ${document.subtitle}`)}</title><style>${STYLE}</style></head><body>`
    + `<header><h1>${escapeHtml(document.title)}</h1><p>${escapeHtml(document.subtitle)}</p></header><main>${sections}</main><footer>${escapeHtml(document.footer)}</footer></body></html>\n`;
}

function sectionHtml({ heading, sentences, figures, charts, tables }: ReportSection, { columns }: ReportDocument, at: number): string {
  const said = sentences.length === 0 ? '' : `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`;
  const counted = figures.length === 0 ? '' : tableHtml(figureTable(figures, columns, heading), true);
  const drawn = charts.map((chart, of) => chartHtml(chart, `c${at}-${of}`)).join('');
  return `<section aria-labelledby="h${at}"><h2 id="h${at}">${escapeHtml(heading)}</h2>${said}${counted}${drawn}${tables.map((table) => tableHtml(table)).join('')}</section>`;
}

/** Figures as the table they are shown in. */
export function figureTable(figures: readonly ReportFigure[], columns: ReportDocument['columns'], caption: string): ReportTable {
  return { caption, columns: [columns.figure, columns.now, columns.before], rows: figures.map(({ label, shown, shownBefore }) => [label, shown, shownBefore]) };
}

function tableHtml({ caption, columns, rows }: ReportTable, isTitled = false): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.map(([name = '', ...cells]) => `<tr><th scope="row">${escapeHtml(String(name))}</th>${cells.map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join('')}</tr>`).join('');
  return `<table>${isTitled ? '' : `<caption>${escapeHtml(caption)}</caption>`}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function chartHtml(chart: ReportChart, id: string): string {
  const key = chart.series.map(({ name }, at) => `<i class="k${at}"></i>${escapeHtml(name)}`).join('');
  return `<figure><figcaption>${escapeHtml(chart.title)}</figcaption>${chartSvg(chart, id)}<div class="key" aria-hidden="true">${key}</div></figure>`;
}
