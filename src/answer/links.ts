/**
 * Links and e-mail addresses as people and models write them, also without a scheme. One reading serves what is masked
 * on the way to a model and what is refused on the way back. Every pattern is linear: a run can begin at one place only.
 */
import { isIP } from 'node:net';
import type { Span } from '../essay/types.js';

export interface FoundLink extends Span {
  readonly kind: 'link' | 'email';
}

/** Letters of scripts that write blanks: a host inside Japanese text begins where the Latin letters do. */
const letter = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}`;
/** What may stand in a path; kana and Chinese characters there are as a rule the sentence going on. */
const body = String.raw`[^\s<>"“”«»|。、，）」』】\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]`;
const port = String.raw`(?::\d{1,5})?`;

/** Endings that are never a word after a forgotten blank; of the others ("it", "is", "to") only a host with a path counts. */
const endings =
  'com|net|org|edu|gov|mil|int|info|biz|dev|app|io|ai|co|xyz|online|site|website|shop|store|club|top|live|link|page|blog|cloud|tech|icu|click|zip|mov|gg|gl|ly|tv|cc|ws|ru|рф|su|ua|de|fr|es|jp|uk|eu|us|ca|cn|kr|tw|pl|nl|ch|cz|se|br|mx|ar|au|nz|COM|NET|ORG|RU|DE|FR|ES|JP|UK|IO|GG';

const email = new RegExp(
  String.raw`(?<![${letter}._%+'-])[${letter}._%+'-]+[@＠](?:[${letter}-]+\.)+[\p{Script=Latin}\p{Script=Cyrillic}]{2,24}`,
  'gu',
);
/** "anna (at) school (dot) org" */
const spelledEmail =
  /(?<![\w.+-])[\w.+-]{1,64}\s?[([{]\s?(?:at|собака|arroba|arobase)\s?[)\]}]\s?[\w-]{1,64}(?:\s?[([{]\s?(?:dot|punkt|punto|point|точка)\s?[)\]}]\s?[\w-]{1,64}|\.[\w-]{1,64}){1,4}/giu;
const withScheme = new RegExp(
  String.raw`(?<![A-Za-z0-9])(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.(?=[${letter}])|(?:mailto|javascript|vbscript|tel|sms|skype|callto):(?=\S)|data:[a-z]{1,20}\/)${body}*`,
  'giu',
);
const host = new RegExp(
  String.raw`(?<![${letter}._@-])(?:[${letter}_-]+\.)+(?:(?:${endings})(?![A-Za-z0-9_-])${port}(?:[/?#]${body}*)?|[a-z]{2,24}${port}\/${body}+)`,
  'gu',
);
const ipv4 = new RegExp(String.raw`(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)${port}(?:\/${body}*)?`, 'gu');

const ipv6 = /(?<![\p{L}\p{N}:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\p{L}\p{N}:])/giu;

/** The links and addresses in `text`, in order, never overlapping; punctuation at the end of one is not part of it. */
export function findLinks(text: string): readonly FoundLink[] {
  const found: FoundLink[] = [];
  const add = (kind: FoundLink['kind'], pattern: RegExp): void => {
    for (const { 0: surface, index } of text.matchAll(pattern)) {
      if (pattern === ipv6 && (isIP(surface) === 0 || surface.length < 4)) continue;
      if (pattern === ipv4 && isIP(surface.split(/[:/]/, 1)[0] ?? '') === 0) continue;
      found.push({ kind, start: index, end: index + lengthWithoutPunctuation(surface) });
    }
  };
  add('link', withScheme);
  add('email', email);
  add('email', spelledEmail);
  add('link', host);
  add('link', ipv4);
  add('link', ipv6);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((link) => {
    if (link.start < end) return false;
    end = link.end;
    return true;
  });
}

/** A loop, because a pattern for the end of a text would try every beginning of a long run. */
function lengthWithoutPunctuation(surface: string): number {
  let length = surface.length;
  while (length > 0 && ".,;:!?)]}'’…*_".includes(surface[length - 1] ?? '')) length--;
  return length;
}
