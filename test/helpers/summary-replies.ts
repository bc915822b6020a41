/** Lines about the shipped essay, as a model would sum it up; all of them stand. */
import type { WrittenSentence } from './model-replies.js';

export const distrust: WrittenSentence = {
  text: 'Streltsov argues that political relations between Russia and Japan are poor less because of the territorial issue than because the Japanese public distrusts Russia.',
  support: [
    { paragraph: 1, quote: 'is not the result of the North territories issue' },
    { paragraph: 1, quote: 'the much deeper problem of the general public distrust in Japan towards Russia' },
  ],
};
export const priorities: WrittenSentence = {
  text: "Russia also ranks low in Japan's economic priorities, he holds, so that populist rhetoric endangers no Japanese economic interests.",
  support: [
    { paragraph: 4, quote: "the low status of Russia in Japan's economic priorities" },
    { paragraph: 4, quote: 'without any risk of endangering Japanese economic interests' },
  ],
};
export const energy: WrittenSentence = {
  text: 'The strongest opportunities for cooperation, in his view, lie in the energy and environment sectors.',
  support: [{ paragraph: 10, quote: 'The strongest opportunities of bilateral cooperation exist in the energy' }],
};
export const bargain: WrittenSentence = {
  text: "He proposes to recognize openly that the gap on the territorial issue cannot be bridged under current conditions, and to make a gentlemen's agreement.",
  support: [
    { paragraph: 13, quote: 'openly recognize the complete impossibility of bridging the gap between the parties' },
    { paragraph: 13, quote: "propose a kind of gentlemen's agreement" },
  ],
};
export const market: WrittenSentence = {
  text: 'Moscow needs Japan as a market for Russian hydrocarbons and as a strategic partner, he writes.',
  support: [{ paragraph: 12, quote: 'Russia needs Japan both as a market for Russian hydrocarbons' }],
};

/** Some eighty words. */
export const shortSummary: readonly WrittenSentence[] = [distrust, priorities, energy, bargain];
