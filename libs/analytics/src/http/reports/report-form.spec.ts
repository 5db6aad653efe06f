import { readReportName } from './report-form.js';

const ID = '7d1f6a3e-1c55-8a0b-9b2e-0c6d5f4e3a21';

describe('the form of a report', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, 'json'], ['', 'json'], ['*/*', 'json'], ['application/*', 'json'], ['text/*', 'html'], ['text/html', 'html'], ['application/pdf', 'pdf'], ['APPLICATION/PDF', 'pdf'],
    ['text/html,application/json;q=0.9', 'html'], ['text/html;q=0.5, application/pdf;q=0.6', 'pdf'], ['image/png, text/html;q=0.1', 'html'], ['image/png, */*;q=0.1', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'], ['application/json;q=0, */*', 'html'], ['text/html; charset=utf-8', 'html'],
    ['image/png', undefined], ['image/*', undefined], ['text/plain', undefined], ['application/json;q=0', undefined], ['*/*;q=0', undefined], ['text/html;q=none', undefined],
  ])('that Accept %p asks for is %p', (accept, form) => expect(readReportName(ID, accept)).toEqual({ id: ID, form }));

  it.each([['.json', 'json'], ['.html', 'html'], ['.PDF', 'pdf']])('that a path ends with goes before Accept: %s', (ending, form) => expect(readReportName(`${ID}${ending}`, 'image/png').form).toBe(form));

  it.each([`${ID}.docx`, 'nope', ''])('of %p is none', (name) => expect(() => readReportName(name)).toThrow(expect.objectContaining({ code: 'report_unknown' }) as Error));
});
