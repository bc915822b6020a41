/** Real PDF, DOCX and EPUB bytes, made by hand, so that tests own every byte of what they read. */
import { strToU8, zipSync } from 'fflate';

export interface PdfText {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

/** A PDF with the given texts on each page; `info` goes into the document's information. */
export function makePdf(
  pages: readonly (readonly PdfText[])[],
  info: Readonly<Record<string, string>> = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const literal = (text: string): string => text.replace(/[\\()]/g, '\\$&');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const first = 5;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add(
    `<< ${Object.entries(info)
      .map(([key, value]) => `/${key} (${literal(value)})`)
      .join(' ')} >>`,
  );
  for (const [index, texts] of pages.entries()) {
    const stream = texts
      .map(({ x, y, size, text }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${literal(text)}) Tj ET`)
      .join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
    );
    add(`<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`);
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = Buffer.byteLength(file, 'latin1');
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = Buffer.byteLength(file, 'latin1');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

export interface DocxOptions {
  readonly title?: string;
  readonly author?: string;
  readonly notes?: readonly string[];
}

/** A Word file whose body is the given XML; footnotes have the ids 1, 2, ... */
export function makeDocx(bodyXml: string, { title, author, notes = [] }: DocxOptions = {}): Uint8Array {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const footnotes = notes
    .map((text, index) => `<w:footnote w:id="${index + 1}"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:footnote>`)
    .join('');
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const style = (id: string, name: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="${word}.footnotes+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${type}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${type}/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `<?xml version="1.0"?><w:styles ${w}>${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Quote', 'Quote')}</w:styles>`,
    ),
    'word/footnotes.xml': strToU8(`<?xml version="1.0"?><w:footnotes ${w}>${footnotes}</w:footnotes>`),
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${w}><w:body>${bodyXml}</w:body></w:document>`),
    'docProps/core.xml': strToU8(
      `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${title ? `<dc:title>${title}</dc:title>` : ''}${author ? `<dc:creator>${author}</dc:creator>` : ''}</cp:coreProperties>`,
    ),
  });
}

/** One Word paragraph; `style` is a style id, `note` the id of a footnote at its end. */
export function docxParagraph(text: string, { style, note }: { style?: string; note?: number } = {}): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : '';
  const mark = note === undefined ? '' : `<w:r><w:footnoteReference w:id="${note}"/></w:r>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r>${mark}</w:p>`;
}

/** An EPUB of the given XHTML bodies, in spine order. */
export function makeEpub(
  bodies: Readonly<Record<string, string>>,
  spine: readonly string[],
  metadata = '',
): Uint8Array {
  const files: Record<string, Uint8Array> = {
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/content.opf': strToU8(
      `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${Object.keys(
        bodies,
      )
        .map((name, index) => `<item id="i${index}" href="${name}" media-type="application/xhtml+xml"/>`)
        .join(
          '',
        )}</manifest><spine>${spine.map((name) => `<itemref idref="i${Object.keys(bodies).indexOf(name)}"/>`).join('')}</spine></package>`,
    ),
  };
  for (const [name, body] of Object.entries(bodies)) {
    files[`OEBPS/${name}`] = strToU8(
      `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`,
    );
  }
  return zipSync(files);
}
