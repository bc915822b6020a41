/** Words of a paragraph highlighted: offsets count the paragraph's own characters, without its note marks. */

/** Takes every highlight away. */
export function clearHighlights(): void {
  for (const mark of document.querySelectorAll('.essay mark')) {
    mark.replaceWith(...mark.childNodes);
  }
  for (const words of document.querySelectorAll('.essay .words')) words.normalize();
}

/** Highlights characters `start` to `end` of paragraph `n`; false where it is not on this page. */
export function highlight(n: string, start: number, end: number): boolean {
  const words = document.querySelector(`#p${CSS.escape(n)} .words`);
  if (!words) return false;
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('sup') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const pieces: { node: Text; from: number; to: number }[] = [];
  let at = 0;
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, node.data.length);
    if (from < to) pieces.push({ node, from, to });
    at += node.data.length;
  }
  for (const { node, from, to } of pieces) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(document.createElement('mark'));
  }
  return pieces.length > 0;
}
