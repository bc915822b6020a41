/**
 * Weights of the re-scorer. Written by `npm run train`; not to be edited by hand.
 * Chosen on 1000 questions over European_Union_law, Immune_system, Warsaw, French_and_Indian_War (development part of SQuAD 2.0,
 * Rajpurkar, Jia and Liang 2018, CC BY-SA 4.0; the questions are not in this repository) with the embeddings of
 * all-MiniLM-L6-v2-int8@afdb6f1a0e45. Figures with the article in question left out:
 * full: leave-one-article-out hit@1 0.9213, hit@3 0.9790, sentence@1 0.8346, sentence@3 0.9370, about the right essay 0.9738, not about the wrong one 0.9650; shorter and hurried hit@1 0.9495, hit@3 0.9921, sentence@1 0.8524, sentence@3 0.9587, about the right essay 0.9836, not about the wrong one 0.9950.
 * withoutTokens: leave-one-article-out hit@1 0.9081, hit@3 0.9790, sentence@1 0.8031, sentence@3 0.9265, about the right essay 0.9711, not about the wrong one 0.9750; shorter and hurried hit@1 0.9350, hit@3 0.9869, sentence@1 0.8287, sentence@3 0.9514, about the right essay 0.9790, not about the wrong one 0.9950.
 * lexical: leave-one-article-out hit@1 0.8976, hit@3 0.9659, sentence@1 0.8031, sentence@3 0.9134, about the right essay 0.9554, not about the wrong one 0.9700; shorter and hurried hit@1 0.9364, hit@3 0.9803, sentence@1 0.8340, sentence@3 0.9383, about the right essay 0.9626, not about the wrong one 0.9862.
 */
import type { Weights } from './rescorer.js';

/** The embedder whose cosines the weights of aboutness are for. */
export const fittedModel = 'all-MiniLM-L6-v2-int8@afdb6f1a0e45';

export const fullWeights: Weights = {
  paragraph: {
    stems: 0,
    grams: 0.1142,
    dense: 0,
    bestPassage: 0.3182,
    bestSentenceStems: 0,
    bestSentenceGrams: 0.4317,
    bestCoverage: 0.0041,
    neighbours: 0.3539,
    interaction: 0.189,
    bestInteraction: 0.8461,
    bestPairInteraction: 0.4793,
  },
  sentence: {
    stems: 0,
    grams: 0.3237,
    coverage: 0.078,
    passage: 0.4253,
    interaction: 0.7383,
    offersTime: 0.7243,
    offersReason: 0.3161,
    paragraphStems: 0,
    paragraphGrams: 0.2304,
    paragraphDense: 0,
    paragraphInteraction: 0.236,
    paragraphBestPair: 0.7068,
  },
  aboutness: {
    bias: -7.0425,
    interaction: 6.1403,
    passage: 8.8739,
    coverage: 3.6517,
    gramCoverage: 4.3917,
    weakestWord: 4.332,
    askedWords: 0.8903,
    sentences: -1.1926,
  },
};

export const withoutTokensWeights: Weights = {
  paragraph: {
    stems: 0,
    grams: 0.4116,
    dense: 0.094,
    bestPassage: 0.7496,
    bestSentenceStems: 0.0776,
    bestSentenceGrams: 0.4678,
    bestCoverage: 0.4525,
    neighbours: 0.3583,
  },
  sentence: {
    stems: 0,
    grams: 0.3469,
    coverage: 0.4176,
    passage: 1.0297,
    offersTime: 0.7934,
    offersReason: 0.3766,
    paragraphStems: 0.1739,
    paragraphGrams: 0.5634,
    paragraphDense: 0,
  },
  aboutness: {
    bias: -4.7295,
    passage: 10.4411,
    coverage: 5.3893,
    gramCoverage: 5.9489,
    askedWords: 0.4257,
    sentences: -0.9376,
  },
};

export const lexicalWeights: Weights = {
  paragraph: {
    stems: 0.1053,
    grams: 0.5859,
    bestSentenceStems: 0.1879,
    bestSentenceGrams: 0.5946,
    bestCoverage: 0.3366,
    neighbours: 0.395,
  },
  sentence: {
    stems: 0.0109,
    grams: 0.5463,
    coverage: 0.3751,
    offersTime: 0.9673,
    offersReason: 0.4112,
    paragraphStems: 0.2813,
    paragraphGrams: 0.729,
  },
  aboutness: {
    bias: -5.0248,
    coverage: 7.9727,
    gramCoverage: 8.8221,
    askedWords: 1.3643,
    sentences: -0.7532,
  },
};
