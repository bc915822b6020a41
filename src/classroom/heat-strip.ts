/**
 * How often each paragraph was asked about, as a picture: cells in reading order, the darker the more often, each with
 * its number and its count. Nothing but numbers is drawn, so that one font serves every language.
 */
import { createRequire } from 'node:module';

/** What the drawn page is used for; see ingest/dom.ts for why the browser's types are not. */
interface DrawnPage {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
}

/** In pixels, before `zoom`. Sixteen cells of two lines are read without turning a phone. */
const cell = { width: 44, height: 48 };
const perRow = 16;
/** Phones show pictures at two or three times their size. */
const zoom = 2;
/** White figures from here on, where they stand out more than black ones (both 4.3:1 or better). */
const darkFrom = 0.68;

/**
 * A PNG of `counts`, those of ¶1, ¶2 and so on. The libraries that draw are loaded by the first call.
 * @throws whatever they throw, where the platform has no build of them: go without the picture then
 */
export async function drawHeatStrip(counts: readonly number[]): Promise<Uint8Array> {
  const [plot, { parseHTML }, { Resvg }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
    import('@resvg/resvg-js'),
  ]);
  const most = Math.max(1, ...counts);
  const cells = counts.map((count, index) => ({
    column: index % perRow,
    row: Math.floor(index / perRow),
    mark: `¶${index + 1}`,
    count,
    ink: count / most >= darkFrom ? 'white' : 'black',
  }));
  const columns = Math.min(perRow, counts.length);
  const rows = Math.ceil(counts.length / perRow);
  const at = { x: 'column', y: 'row', fill: 'ink' } as const;
  const page: DrawnPage = plot.plot({
    document: parseHTML('<!doctype html><html><body></body></html>').document,
    width: columns * cell.width + 8,
    height: rows * cell.height + 8,
    margin: 4,
    style: { fontFamily: 'DejaVu Sans', background: 'white' },
    x: { type: 'band', axis: null, domain: range(columns), padding: 0.06 },
    y: { type: 'band', axis: null, domain: range(rows), padding: 0.06 },
    color: { type: 'identity' },
    marks: [
      plot.cell(cells, {
        x: 'column',
        y: 'row',
        fill: ({ count }: { count: number }) => shade(count / most),
        stroke: '#9aa5b1',
      }),
      plot.text(cells, { ...at, text: 'mark', dy: -9, fontSize: 10 }),
      plot.text(cells, { ...at, text: 'count', dy: 8, fontSize: 14 }),
    ],
  });
  page.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  return new Resvg(page.outerHTML, {
    font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
    background: 'white',
    fitTo: { mode: 'zoom', value: zoom },
  })
    .render()
    .asPng();
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** From white to dark blue, one hue: read alike with every kind of colour vision, and in print. */
function shade(share: number): string {
  const [light, dark] = [
    [255, 255, 255],
    [8, 48, 107],
  ] as const;
  return `rgb(${light.map((from, index) => Math.round(from + ((dark[index] ?? 0) - from) * share)).join(',')})`;
}
