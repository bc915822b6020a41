/**
 * Weights of the re-scorer. Written by `npm run train`; not to be edited by hand.
 * Chosen on 1000 questions over European_Union_law, Immune_system, Warsaw, French_and_Indian_War (development part of SQuAD 2.0,
 * Rajpurkar, Jia and Liang 2018, CC BY-SA 4.0; the questions are not in this repository) with the embeddings of
 * all-MiniLM-L6-v2-int8@afdb6f1a0e45. Figures with the article in question left out:
 * full: leave-one-article-out hit@1 0.9213, hit@3 0.9816, sentence@1 0.8241, sentence@3 0.9370, about the right essay 0.9816, not about the wrong one 0.9750; shorter and hurried hit@1 0.9311, hit@3 0.9843, sentence@1 0.8333, sentence@3 0.9488, about the right essay 0.9639, not about the wrong one 0.9788.
 * withoutTokens: leave-one-article-out hit@1 0.8950, hit@3 0.9764, sentence@1 0.8084, sentence@3 0.9265, about the right essay 0.9816, not about the wrong one 0.9750; shorter and hurried hit@1 0.9265, hit@3 0.9836, sentence@1 0.8274, sentence@3 0.9482, about the right essay 0.9633, not about the wrong one 0.9838.
 * lexical: leave-one-article-out hit@1 0.9029, hit@3 0.9528, sentence@1 0.8058, sentence@3 0.9186, about the right essay 0.9554, not about the wrong one 0.9600; shorter and hurried hit@1 0.9272, hit@3 0.9770, sentence@1 0.8320, sentence@3 0.9383, about the right essay 0.9364, not about the wrong one 0.9762.
 */
import type { Weights } from './rescorer.js';

export const fullWeights: Weights = {
  paragraph: {
    stems: -0.2116,
    grams: 0.233,
    dense: -0.2091,
    bestPassage: 0.1842,
    bestSentenceStems: 0.041,
    bestSentenceGrams: 0.4771,
    bestCoverage: 0.1482,
    neighbours: 0.3393,
    interaction: 0.2136,
    bestInteraction: 0.9415,
    bestPairInteraction: 0.5141,
  },
  sentence: {
    stems: -0.2238,
    grams: 0.609,
    coverage: 0.1444,
    passage: 0.4083,
    interaction: 0.7996,
    offersTime: 0.5957,
    offersReason: 0.294,
    paragraphStems: 0.0394,
    paragraphGrams: 0.2613,
    paragraphDense: -0.5019,
    paragraphInteraction: 0.2773,
    paragraphBestPair: 0.7949,
  },
  aboutness: {
    bias: -1.7493,
    interaction: 6.4555,
    passage: 9.8332,
    coverage: 3.8535,
    gramCoverage: 6.3697,
    askedWords: -0.2784,
    sentences: -1.569,
  },
};

export const withoutTokensWeights: Weights = {
  paragraph: {
    stems: -0.0076,
    grams: 0.3777,
    dense: 0.0991,
    bestPassage: 0.7516,
    bestSentenceStems: 0.0821,
    bestSentenceGrams: 0.5172,
    bestCoverage: 0.4585,
    neighbours: 0.3342,
  },
  sentence: {
    stems: -0.2503,
    grams: 0.67,
    coverage: 0.4199,
    passage: 0.9717,
    offersTime: 0.6898,
    offersReason: 0.3497,
    paragraphStems: 0.2855,
    paragraphGrams: 0.4394,
    paragraphDense: -0.0051,
  },
  aboutness: {
    bias: -0.625,
    passage: 11.1271,
    coverage: 4.9564,
    gramCoverage: 7.2134,
    askedWords: -0.4101,
    sentences: -1.4531,
  },
};

export const lexicalWeights: Weights = {
  paragraph: {
    stems: 0.1029,
    grams: 0.5422,
    bestSentenceStems: 0.2039,
    bestSentenceGrams: 0.6732,
    bestCoverage: 0.3214,
    neighbours: 0.3619,
  },
  sentence: {
    stems: -0.0984,
    grams: 0.8086,
    coverage: 0.3036,
    offersTime: 0.8715,
    offersReason: 0.389,
    paragraphStems: 0.3687,
    paragraphGrams: 0.6066,
  },
  aboutness: {
    bias: -1.5394,
    coverage: 7.7869,
    gramCoverage: 10.5945,
    askedWords: 0.3791,
    sentences: -1.0998,
  },
};
