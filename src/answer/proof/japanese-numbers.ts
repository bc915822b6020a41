/** Numbers in Japanese: digits with 万 and its like, and signs such as 二十三 where a counter says that they count. */
import type { StatedNumber } from './stated-number.js';

const signs = '〇一二三四五六七八九';
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 億: 1e8, 兆: 1e12 };
const run = /[\d,.]*\d[\d,.]*[十百千万億兆][\d,.十百千万億兆]*|[〇一二三四五六七八九十百千万億兆]+/gu;
const counter =
  /^(?:年代?|人(?!間)|月|日(?!本)|世紀|世代|回|つ|件|倍|[かカヶケヵ]|国間|割|％|%|パーセント|分(?!野)|時(?!代)|円|度|島|歳|代|位|条|番|名|社|校|種|点|段|章|枚|台|本(?!来|当|質|人)|隻|艘|軒|戸|棟|基|通|発|杯|着|足|曲|話|巻|ページ|隊|株|羽|冊|匹|頭|羽|キロ|メートル|週|票|議席|番目)/u;
const noNumber = /^(?:十分|万一|二度と|八百屋|千代|百科|四国|万国)/u;

/**
 * The numbers of `text` that are not digits alone; signs without a counter after them are none. Full-width digits must
 * have been made plain.
 */
export function countedSigns(text: string): StatedNumber[] {
  return [...text.matchAll(run)].flatMap((match): StatedNumber[] => {
    const [start, end] = [match.index, match.index + match[0].length];
    const rest = text.slice(start);
    // Two signs of which one is a scale are a number without a counter too: 千五百.
    const counts = counter.test(text.slice(end)) || (match[0].length > 1 && /[十百千]/u.test(match[0]));
    if (!/\d/.test(match[0]) && (!counts || noNumber.test(rest))) return [];
    const value = read(match[0]);
    if (value === undefined || value === 1) return [];
    const isPercent = /^(?:％|%|パーセント)/u.test(text.slice(end));
    return [{ start, end, kind: /\d/.test(match[0]) ? 'digits' : 'word', values: [value], isPercent }];
  });
}

function read(surface: string): number | undefined {
  const list = [...surface.replaceAll(',', '')];
  if (list.every((sign) => signs.includes(sign)) && list.length > 1) {
    return Number(list.map((sign) => signs.indexOf(sign)).join(''));
  }
  let total = 0;
  let section = 0;
  let digits = '';
  for (const sign of list) {
    const scale = scales[sign];
    if (scale === undefined) {
      digits += signs.includes(sign) ? signs.indexOf(sign) : sign;
      continue;
    }
    const count = digits === '' ? undefined : Number(digits);
    digits = '';
    if (scale < 1e4) section += (count ?? 1) * scale;
    else {
      total += (section + (count ?? 0) || 1) * scale;
      section = 0;
    }
  }
  const value = total + section + (digits === '' ? 0 : Number(digits));
  return Number.isFinite(value) ? value : undefined;
}
