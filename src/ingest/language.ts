/** The language of a text, by its letters and words. Loaded when first asked, for its tables take a moment. */

const sampleChars = 6_000;

/** BCP 47 in lower case; `und` when it cannot be told with confidence. */
export async function detectLanguage(text: string): Promise<string> {
  const sample = text.slice(0, sampleChars);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 12) return 'und';
  // Kana and Hangul settle it without any table.
  if ((sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) > letters * 0.1) return 'ja';
  if ((sample.match(/\p{Script=Hangul}/gu)?.length ?? 0) > letters * 0.3) return 'ko';
  const { eld } = await import('eld/medium');
  const result = eld.detect(sample);
  return result.language !== '' && (result.isReliable() || letters > 400) ? result.language : 'und';
}
