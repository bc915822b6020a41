/**
 * What the lines round a text on a web page look like, in the languages we meet most. Words of web pages, never of an
 * essay. Decides about one line at a time; where such a line may be dropped is for `clean.ts` to say.
 */
import { isoDate } from './dates.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const networks = words(
  'facebook twitter linkedin whatsapp telegram reddit pinterest vk вконтакте одноклассники mastodon bluesky pocket ' +
    'flipboard tumblr hatena line viber youtube instagram threads x rss livejournal жж email e-mail mail print печать ' +
    'распечатать drucken imprimer imprimir 印刷 メール シェア ツイート share tweet поделиться teilen partager compartir ' +
    'твитнуть pdf download bookmark',
);
const fillers = words(
  'this page article post essay on via to by with a the it in и в на эту статью страницу страница версия для печати ссылка ссылкой ' +
    'friend friends link copy save send icon button arrow другу отправить diesen artikel seite cet cette esta este por sur auf per',
);
const pagers = words(
  'prev previous next back older newer post posts page article пред след предыдущая следующая предыдущий следующий назад ' +
    'вперед вперёд статья страница zurück weiter vorherige nächste précédent suivant anterior siguiente 前へ 次へ 前の記事 次の記事',
);
const siteLinks = words(
  'home about us contact contacts privacy policy terms of use service conditions sitemap site map help faq login log in sign up ' +
    'register subscribe newsletter search menu archive archives blog news rss accessibility careers advertise cookies legal skip to ' +
    'main content navigation toggle top back and imprint inhalt content/inhalt main/inhalt english deutsch русский 日本語 français español ' +
    'главная о нас проекте сайте контакты карта сайта поиск войти вход регистрация наверх новости меню архив рассылка все права ' +
    'impressum datenschutz kontakt startseite suche anmelden über uns accueil contactez-nous mentions légales recherche inicio contacto ' +
    'buscar ホーム お問い合わせ プライバシーポリシー サイトマップ トップ メニュー 検索 ログイン トップへ ページトップへ 利用規約 会社概要',
);
/** Words of `siteLinks` that alone make no link: a line of only these is a line of the text. */
const weakLinks = words('of and to use in up help top back main content us о все over new news about archive');

/** A line that belongs to a page and to no essay. Full sentences are never one, but for cookie notices. */
export function isFurniture(text: string): boolean {
  const line = text.trim();
  if (line === '') return false;
  if (isCookieNotice(line) || isCopyright(line)) return true;
  // Speech is never a page's; a question or exclamation only as the last crumb of a path.
  if (line.length > 250 || /^["“„「]/u.test(line)) return false;
  if (isBreadcrumb(line)) return true;
  if (/[?!？！]["'”’»」]*$/u.test(line)) return false;
  return (
    isSharing(line) ||
    isPager(line) ||
    isSiteMenu(line) ||
    isDateLine(line) ||
    isCounter(line) ||
    isLabelled(line) ||
    /^https?:\/\/\S+$/.test(line)
  );
}

/** A line that stands in the middle of pages as well: an advertisement's label, an invitation to read on. */
export function isInterruption(text: string): boolean {
  return /^[-–—[(]*\s*(advertisement|sponsored( content)?|реклама|広告|anzeige|publicité|publicidad|continue reading( below)?|story continues below( advertisement)?)\s*[-–—\])]*$/iu.test(
    text.trim(),
  );
}

/** A line after which nothing of the essay is to be expected: comments, related articles. */
export function isEndOfPage(text: string): boolean {
  return /^((\d+\s+)?(comments?|responses?|комментари(й|я|ев|и)|kommentare?|commentaires?|comentarios?|コメント)(\s*\(\d+\)|\s*[:：]?\s*\d*)?|(leave|post|add) a (comment|reply).*|(оставить|добавить) комментарий.*|related (articles|posts|stories|reading)|you (may|might) also like.*|more from .{1,60}|recommended( for you)?|read (more|next)|читайте также.*|похожие (статьи|материалы)|по теме|関連記事|あわせて読みたい|ähnliche (artikel|beiträge)|articles (liés|similaires))\s*[:：]?$/iu.test(
    text.trim(),
  );
}

/** The author in "By A. B.", "Author: A. B." and their like, or undefined. */
export function bylineAuthor(text: string): string | undefined {
  const found =
    /^(?:(?:written\s+|posted\s+|essay\s+)?by|von|par|por|автор(?:ы)?\s*[:：]|author(?:s)?\s*[:：]|autor(?:in)?\s*[:：]|auteur\s*[:：]|著者\s*[:：]|筆者\s*[:：]|文\s*[:：＝=])\s+?(.{2,80})$/iu.exec(
      text.trim(),
    ) ?? /^(?:著者|筆者|文|автор|author)\s*[:：＝=]\s*(.{2,80})$/iu.exec(text.trim());
  const name = found?.[1]?.replace(/\s*[|•·,–—-]\s*.*\d{4}.*$/u, '').trim();
  return name !== undefined && name !== '' && !/[.!?;]\s|[!?;]$/.test(name) && isNameShaped(name, true)
    ? name
    : undefined;
}

/** Two to five capitalised words or initials and nothing else, or (`anyScript`) a short text without case. */
export function isNameShaped(text: string, anyScript = false): boolean {
  const line = text.trim();
  if (line.length > 80 || /\d/.test(line)) return false;
  if (anyScript && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}・ 　]{2,20}$/u.test(line))
    return true;
  const parts = line.split(/\s+/);
  const isPart = (part: string): boolean =>
    /^(\p{Lu}[\p{L}'’-]*,?|(\p{Lu}\.-?)+\p{L}*|de|von|van|der|di|da|la|le|del|bin|ibn|al|and|и|und|et|y|&)$/u.test(
      part,
    );
  const capitals = parts.filter((part) => /^\p{Lu}/u.test(part)).length;
  return parts.every(isPart) && capitals >= (anyScript ? 1 : 2) && parts.length <= 8;
}

function tokens(line: string): string[] {
  return line.toLowerCase().match(/[\p{L}\p{N}]+(?:[-/][\p{L}\p{N}]+)*/gu) ?? [];
}

function isBreadcrumb(line: string): boolean {
  if (/[.!?。！？]["”»]?$/u.test(line) && !/\s(arrow|[>»›→])\s/.test(line)) return false;
  const pieces = line.split(/\s+(?:[>»›→|•·]|>>|::|arrow)\s+|\s*[»›→]\s*/u).filter((piece) => piece !== '');
  const isHome = /^(home|главная|startseite|accueil|inicio|ホーム|トップ|top)$/iu.test(pieces[0]?.trim() ?? '');
  if (isHome && (pieces.length >= 2 || /^\S+\s+\/\s/.test(line))) return true;
  if (/^(home|главная|ホーム)\s*\/\s*\S/iu.test(line)) return true;
  return (
    pieces.length >= 3 &&
    pieces.slice(0, -1).every((piece) => piece.trim().length <= 40 && !/[.!?]$/.test(piece.trim()))
  );
}

function isSharing(line: string): boolean {
  if (/(печать|print|drucken|imprimer)\s*[|·]?\s*(e-?mail|pdf)\s*$/iu.test(line)) return true;
  if (
    /^(share|поделиться|teilen|partager|compartir)(\s+(this|on|via|в|auf|sur|en)\b.{0,60}|\s*[:：].{0,80})$/iu.test(
      line,
    )
  )
    return true;
  const found = tokens(line);
  if (found.length === 0 || found.length > 14) return false;
  if (/^версия для печати$/iu.test(line)) return true;
  return (
    found.every((word) => networks.has(word) || fillers.has(word)) &&
    found.some((word) => networks.has(word) && word !== 'x' && word !== 'line')
  );
}

function isPager(line: string): boolean {
  if (/^(page|стр(аница)?\.?|seite)\s*\d+\s*(of|из|von|\/)\s*\d+$/iu.test(line)) return true;
  const found = tokens(line).filter((word) => !/^\d+$/.test(word));
  const hasArrow = /[«»‹›←→<>]|&[lr]aquo;/u.test(line);
  if (
    hasArrow &&
    /^[«‹←<]+\s*(prev|пред|older|назад|zurück|前)|(next|след|newer|вперед|weiter|次)\S*(\s.{0,80})?\s*[»›→>]+$/iu.test(
      line,
    )
  )
    return true;
  if (found.length === 0 || !found.every((word) => pagers.has(word))) return false;
  return (
    hasArrow ||
    /^(next|previous|older|newer) (page|posts?|article)s?$/iu.test(line) ||
    (found.length >= 2 && /[|/]/.test(line))
  );
}

function isSiteMenu(line: string): boolean {
  if (
    /^(skip to (main )?content|toggle navigation|menu content\/inhalt|back to top|наверх|карта сайта|powered by .{1,60}|(web )?design(ed)? by .{1,60}|работает на .{1,60})$/iu.test(
      line,
    )
  ) {
    return true;
  }
  const found = tokens(line);
  if (found.length === 0 || found.length > 30 || /[.!?。]$/u.test(line)) return false;
  return found.every((word) => siteLinks.has(word)) && found.some((word) => !weakLinks.has(word));
}

/** A date alone, or with who posted it and how long it takes to read. */
export function isDateLine(line: string): boolean {
  if (isoDate(line) !== undefined) return true;
  if (line.length > 120) return false;
  if (
    /^(posted|published|updated|last (updated|modified)|опубликован[оа]?|обновлено|дата( публикации)?|veröffentlicht|publié|publicado|投稿日|公開日|更新日|掲載日)[\s:：].*\d{2,4}/iu.test(
      line,
    )
  )
    return true;
  const parts = line.split(/\s*[|•·]\s*/u);
  return parts.length >= 2 && parts.some((part) => isoDate(part) !== undefined);
}

function isCounter(line: string): boolean {
  return /^(\d[\d ,.]*\s*(min(ute)?s?\.? read|views?|shares?|likes?|просмотр(а|ов)?|comments?)|(views?|hits|reads|просмотр(ов|ы)|прочитано|閲覧数|アクセス数)\s*[:：]\s*\d[\d ,.]*(\s*раз)?|\d+\s*分で読めます?)$/iu.test(
    line,
  );
}

function isLabelled(line: string): boolean {
  return (
    /^(tags?|filed under|categor(y|ies)|posted in|topics|метки|теги|рубрик[аи]|категори[яи]|タグ|カテゴリー?|schlagw(ort|örter)|kategorien?|étiquettes|etiquetas)\s*[:：]\s*\S/iu.test(
      line,
    ) || /^(sign up|subscribe) (for|to) (our|the) .{0,60}newsletter.{0,60}$/iu.test(line)
  );
}

function isCopyright(line: string): boolean {
  if (line.length > 250) return false;
  return (
    (/^(©|\(c\)\s|copyright\b)/iu.test(line) && /\d{4}|reserved|права|©/iu.test(line)) ||
    /^(all rights reserved|все права защищены|alle rechte vorbehalten|無断転載)[.。]?$/iu.test(line)
  );
}

function isCookieNotice(line: string): boolean {
  return (
    line.length <= 500 &&
    /\bcookies?\b|クッキー|файлы cookie/iu.test(line) &&
    /(we|site|website|сайт|мы|wir|nous|当サイト)/iu.test(line) &&
    /(use|uses|using|accept|consent|agree|использу|соглаш|verwend|utilis|使用)/iu.test(line)
  );
}
