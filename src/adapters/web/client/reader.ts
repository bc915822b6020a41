/** In the text: marks that highlight and bring into view, links that can be copied. */
import { clearHighlights, highlight } from './highlight.js';

/** Wires the page of an essay; does nothing elsewhere. */
export function wireReader(): void {
  const text = document.querySelector<HTMLElement>('main[data-essay]');
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const link = target?.closest<HTMLAnchorElement>('a[data-paragraph]');
    if (link && text && link.dataset.essay === text.dataset.essay && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      open(link.dataset.paragraph ?? '', link.dataset.span);
    }
    const number = target?.closest<HTMLAnchorElement>('a.number');
    if (number && !event.metaKey && !event.ctrlKey) void copyLink(number);
  });
}

/** Brings a paragraph into view, its quoted words highlighted, and the keyboard with it. */
function open(n: string, span: string | undefined): void {
  const paragraph = document.getElementById(`p${n}`);
  if (!paragraph) return;
  clearHighlights();
  const [start = 0, end = 0] = (span ?? '').split('-').map(Number);
  if (end > start) highlight(n, start, end);
  const address = new URL(location.href);
  address.search = end > start ? `?quote=${n}.${start}-${end}` : '';
  address.hash = `p${n}`;
  // The address is that of the words now, and going back leads to what was read before.
  history.pushState(null, '', address);
  for (const other of document.querySelectorAll('.paragraph.opened')) other.classList.remove('opened');
  paragraph.classList.add('opened');
  paragraph.focus({ preventScroll: true });
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const shown = paragraph.querySelector('mark') ?? paragraph;
  shown.scrollIntoView({ block: 'center', behavior: isCalm ? 'instant' : 'smooth' });
}

async function copyLink(number: HTMLAnchorElement): Promise<void> {
  const live = document.querySelector('main .live');
  try {
    await navigator.clipboard.writeText(number.href);
  } catch {
    // Not allowed: the address bar has the link now.
    return;
  }
  if (!live) return;
  live.textContent = number.dataset.copied ?? '';
  setTimeout(() => {
    live.textContent = '';
  }, 3_000);
}
