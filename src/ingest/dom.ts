/**
 * The little of a document that is used here, and the one place that makes one. Written down by hand, because the
 * compiler's DOM types would pretend that a browser's globals exist.
 */
import { parseHTML } from 'linkedom';
import { PilcrowError } from '../base/errors.js';

export interface Node {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly parentElement: Element | null;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
  readonly childNodes: Iterable<Node>;
  cloneNode(deep: boolean): Node;
}

export interface Element extends Node {
  /** Upper case in HTML, as written in XML. */
  readonly tagName: string;
  readonly className: string;
  readonly outerHTML: string;
  innerHTML: string;
  readonly previousElementSibling: Element | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  closest(selector: string): Element | null;
  contains(other: Node): boolean;
  append(...nodes: readonly Node[]): void;
  remove(): void;
  replaceWith(other: Node): void;
}

export interface Document extends Element {
  readonly documentElement: Element | null;
  readonly body: Element;
  createElement(tag: string): Element;
}

/** The document of an HTML text; broken markup is mended as browsers do, scripts do not run, nothing is loaded. */
export function parseDocument(html: string): Document {
  refuseDeepNesting(html);
  // linkedom puts nothing into a body that is not written down.
  let whole = html;
  if (!/<body\b/i.test(whole)) {
    const language = /<html[^>]*?\slang\s*=\s*["']?([\w-]+)/i.exec(whole)?.[1];
    const bare = whole.replace(/<!doctype[^>]*>|<\/?html\b[^>]*>/gi, '');
    whole = `<html${language ? ` lang="${language}"` : ''}><body>${bare}</body></html>`;
  } else if (!/<html\b/i.test(whole)) whole = `<html>${whole.replace(/<!doctype[^>]*>/gi, '')}</html>`;
  return parseHTML(whole).document as unknown as Document;
}

const maxDepth = 3_000;

/** Pages made to be endless take minutes to walk; no page for people is nested like that. */
function refuseDeepNesting(html: string): void {
  let depth = 0;
  for (const match of html.matchAll(
    /<(\/?)(?:div|span|table|tr|td|ul|ol|blockquote|section|article|font|b|i|u|em|strong|a|center|q|sup|sub)\b/gi,
  )) {
    depth = match[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > maxDepth) {
      throw new PilcrowError('parse-failed', `is nested more than ${maxDepth} elements deep`, {
        hint: 'Put the text alone into a .md file beside it.',
      });
    }
  }
}
