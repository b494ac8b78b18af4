import type { ExportSource } from './sources.ts';

/** What people take for an export and is none: a page, a print, an XML file, a workbook of the old kind, nothing at all. */
export type StrangeForm = 'empty' | 'html' | 'pdf' | 'xml' | 'old-office';

/** What a source is that holds no table; null: it may be one. Looks at its first bytes, whatever its name. */
export async function strangeFormOf(source: ExportSource): Promise<StrangeForm | null> {
  if (source.kind === 'workbook')
    return source.workbook.problems.some(({ code }) => code === 'excel-old') ? 'old-office' : null;
  let start = Buffer.alloc(0);
  for await (const bytes of source.read()) {
    start = Buffer.concat([start, bytes]);
    if (start.length >= enough) break;
  }
  // Of UTF-16 every other byte is a NUL; names of tags are ASCII.
  const text = start.subarray(0, enough).toString('latin1').replaceAll('\0', '').replace(byteOrderMark, '').trimStart();
  if (text === '') return 'empty';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body|table|meta|style|div)\b/i.test(text)
  )
    return 'html';
  return /^<(?:\?xml|[a-z_])/i.test(text) ? 'xml' : null;
}
const enough = 1000;
const byteOrderMark = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/;
