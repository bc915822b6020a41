import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { declaredEncoding, readText } from '../../../src/ingest/read.js';

const russian =
  'История учит нас тому, что ничему не учит. Об этом говорили многие, и всё же каждый раз приходится начинать сначала.';
const japanese =
  '桜は春になると咲く花である。多くの人がその下に集まり、酒を飲み、歌を歌う。しかし花はすぐに散ってしまう。';
const french = 'Où est-il allé, le garçon ? À l’été, dit-on, près de la forêt où les chênes étaient déjà très âgés.';
const german = 'Die größte Mühe gab er sich mit den Äpfeln, während überall schöne Bäume blühten und Vögel sangen.';

describe('readText', () => {
  it.each([
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['cp866', russian],
    ['iso-8859-5', russian],
    ['utf-8', russian],
    ['utf-16le', russian],
    ['utf-16be', russian],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['utf-16le', 'Plain English words without any mark at their head.'],
    ['windows-1252', french],
    ['latin1', german],
  ])('reads %s without being told', (encoding, text) => {
    expect(readText(iconv.encode(text, encoding)).text).toBe(text);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be'])('believes the byte-order mark of %s and drops it', (encoding) => {
    expect(readText(iconv.encode(russian, encoding, { addBOM: true })).text).toBe(russian);
  });

  it('reads one curly quotation mark in an English windows-1252 text', () => {
    const text = 'It was the author’s own word, and he would not change it for anyone in the world.';
    expect(readText(iconv.encode(text, 'windows-1252')).text).toBe(text);
  });

  it('prefers valid UTF-8 to what a page declares, and believes the page otherwise', () => {
    expect(readText(Buffer.from(russian), 'windows-1251').text).toBe(russian);
    expect(readText(iconv.encode('Мир', 'koi8-r'), 'koi8-r').text).toBe('Мир');
    expect(declaredEncoding(Buffer.from('<html><meta charset="Windows-1251">'))).toBe('Windows-1251');
    expect(declaredEncoding(Buffer.from('<?xml version="1.0" encoding="koi8-r"?>'))).toBe('koi8-r');
    expect(declaredEncoding(Buffer.from('<meta charset="no-such-thing">'))).toBeUndefined();
  });

  it('keeps a UTF-8 text with one broken byte as UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(russian), Buffer.from([0xff]), Buffer.from(russian)]);
    expect(readText(bytes).text).toBe(`${russian}\uFFFD${russian}`);
  });

  it('refuses pictures and programs under a text name', () => {
    const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 193 + (i >> 3) * 31) % 256));
    expect(() => readText(noise)).toThrow(/binary/);
    expect(() => readText(Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from('text '.repeat(100))]))).toThrow(
      /binary/,
    );
  });
});
