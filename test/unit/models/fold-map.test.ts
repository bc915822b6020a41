import { describe, expect, it } from 'vitest';
import { createFolder } from '../../../src/models/fold-map.js';

function places(text: string, fold: (text: string) => string): string[] {
  const folded = createFolder(fold)(text);
  return [...folded.text].map((unit, i) => `${unit}=${text.slice(folded.starts[i], folded.ends[i])}`);
}

describe('a folded text', () => {
  it('leads back from every unit, also where folding drops or adds some', () => {
    const fold = (text: string): string => text.normalize('NFD').replace(/\p{Mn}|-/gu, '');
    expect(places('é-re\u0301', fold)).toEqual(['e=é', 'r=r', 'e=e\u0301']);
    expect(places('ﬁx', (text) => text.normalize('NFKC'))).toEqual(['f=ﬁ', 'i=ﬁ', 'x=x']);
  });

  it('goes by graphemes where characters compose, and by words where nothing smaller adds up', () => {
    expect(places('a e\u0301x', (text) => text.normalize('NFC'))).toEqual(['a=a', ' = ', 'é=e\u0301', 'x=x']);
    const swap = (text: string): string => text.replace('abc', 'xy');
    expect(places('abc d', swap)).toEqual(['x=abc', 'y=abc', ' = ', 'd=d']);
  });

  it('takes the form that sigma has at the end of a word', () => {
    expect(places('ΟΣ', (text) => text.toLowerCase())).toEqual(['ο=Ο', 'ς=Σ']);
  });

  it('keeps words apart for a fold that trims', () => {
    expect(places('a  b', (text) => text.trim().replace(/ {2,}/g, ' '))).toEqual(['a=a', ' =  ', 'b=b']);
  });
});
