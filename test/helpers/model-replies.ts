/** Replies of a model as JSON, in the form that prompts/answer.md asks for. */

export interface WrittenSentence {
  readonly text: string;
  readonly claim?: string;
  readonly support: readonly {
    readonly paragraph: number;
    readonly quote: string;
    readonly essay?: string;
    readonly translation?: string;
  }[];
}

export function replyOf(
  sentences: readonly WrittenSentence[],
  kind: 'answered' | 'partly' | 'not-in-essay' = 'answered',
): string {
  return JSON.stringify({
    kind,
    sentences: sentences.map(({ text, claim = '', support }) => ({
      text,
      claim,
      support: support.map(({ paragraph, quote, essay = 'A', translation = '' }) => ({
        essay,
        paragraph,
        quote,
        translation,
      })),
    })),
  });
}

/** Two sentences about the shipped essay that stand. */
export const trade: WrittenSentence = {
  text: 'Streltsov explains it by trade: China is a vital partner of Tokyo, and Russia is not.',
  support: [
    { paragraph: 4, quote: 'China and South Korea that are vital trade and economic partners of Tokyo' },
    { paragraph: 4, quote: 'Russia still did not obtain the status of an important strategic partner for Japan' },
  ],
};
export const rhetoric: WrittenSentence = {
  text: 'Harsh words about Russia, he argues, put no Japanese economic interest at risk.',
  support: [{ paragraph: 4, quote: 'without any risk of endangering Japanese economic interests' }],
};
