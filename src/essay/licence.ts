/**
 * Whether what an essay says about its licence lets anyone pass it on whole. Read in favour of the author: what is
 * absent, unclear, doubted or denied is not open.
 */

/** Licences and statements that let everyone copy the whole text unchanged; each word of a licence stands apart. */
const open = new RegExp(
  [
    // Creative Commons, all of whose licences allow unchanged copies in a class; also as an address.
    String.raw`creative\s?commons|クリエイティブ[\s・]?コモンズ|криэйтив\s?коммонс`,
    String.raw`(?<![\p{L}\p{N}])cc[\s_-]?(?:0|zero|by|pdm?|sa|nc|nd)(?![\p{L}])|^cc(?:[\s-]\d(?:\.\d)?)?$`,
    String.raw`(?<![\p{L}\p{N}])by(?:-(?:nc|sa|nd))+(?![\p{L}])`,
    // The public domain.
    String.raw`public[\s-]?domain|(?<!\p{L})gemeinfrei|domaine\s+public|dominio\s+público|パブリック[\s・]?ドメイン`,
    String.raw`общественн\p{L}+\s+достояни|(?<!\p{L})p(?:d|dm)(?:[\s-][\p{L}\p{N}.-]+)?$|著作権(?:の?保護期間)?(?:が)?(?:消滅|満了|切れ)`,
    String.raw`out\s+of\s+copyright|copyright\s+(?:has\s+)?expired|no\s+rights\s+reserved|all\s+rights\s+released`,
    // Licences of free software and of states.
    String.raw`(?<!\p{L})(?:gnu\s+)?(?:free\s+documentation\s+licen[cs]e|gfdl|fdl-\d)|gnu\.org/licenses/(?:\p{L}+/)?(?:old-licenses/)?fdl`,
    String.raw`^(?:the\s+)?mit$|(?<!\p{L})mit[\s-](?:licen[cs]e|lizenz|ライセンス)|licen[cs]\p{L}*[\s:/-]+(?:the\s+)?mit(?![\s-]?\p{L})|лицензи\p{L}+\s+mit(?!\s?\p{L})|mitライセンス`,
    String.raw`(?<!\p{L})apache(?:[\s-]+(?:licen[cs]e|lizenz|\d)|$)|licen[cs]\p{L}+\s+apache|apache\.org/licenses`,
    String.raw`open\s+government\s+licen[cs]e|open-government-licence|licen[cs]e\s+ouverte|^etalab|(?<!\p{L})unlicen[cs]e(?![d\p{L}])`,
    String.raw`free\s+art\s+licen[cs]e|licence\s+art\s+libre`,
  ].join('|'),
  'giu',
);
/** Whatever else is said, these keep the rights. */
const reserved =
  /all\s+rights\s+(?:are\s+)?reserved|alle\s+rechte\s+(?:sind\s+)?vorbehalten|tous\s+(?:les\s+)?droits\s+(?:sont\s+)?réservés|todos\s+los\s+derechos\s+(?:están\s+)?reservados|reservados\s+todos\s+los\s+derechos|все\s+права\s+(?:защищены|сохранены|принадлежат)|無断(?:転載|複製)|転載(?:を)?禁|fair\s+(?:use|dealing)/iu;
/** Before the name of a licence, in the same sentence. */
const deniedBefore =
  /(?<!\p{L})(?:not?|non|never|isn'?t|aren'?t|without|until|before|unclear|unknown|maybe|perhaps|possibly|probably|likely|could|might|nicht|kein\p{L}*|nie|ohne|vielleicht|vermutlich|wahrscheinlich|unklar|не|нет|без|возможно|вероятно|pas|sans|peut-être|sin|quizás?|tal\s+vez|probablemente)(?!\p{L})[^.;!?。]{0,40}$/iu;
/** After it: where Japanese denies, and where a doubt stands. */
const deniedAfter = /^[^.;!?。]{0,8}(?:では(?:な|あり)|じゃな|かもしれ|か不明)|^[^.;]{0,12}\?/u;

/**
 * Whether `licence`, as the front matter or the page gives it, lets anyone show the whole essay: the public domain,
 * Creative Commons of every kind, GFDL, MIT, Apache, the Unlicense, Free Art and open government licences, by name or by
 * address, in the six languages. False for everything else: nothing at all, "not stated", "all rights reserved",
 * "fair use", "open access" (which names no licence), a doubt or a denial.
 */
export function isOpenLicence(licence: string | undefined): boolean {
  const text = (licence ?? '').normalize('NFKC').trim();
  if (reserved.test(text)) return false;
  return [...text.matchAll(open)].some(
    (found) =>
      !deniedBefore.test(text.slice(0, found.index)) && !deniedAfter.test(text.slice(found.index + found[0].length)),
  );
}
