/**
 * Weights of the re-scorer. Written by `npm run train`; not to be edited by hand.
 * Chosen on 1000 questions over European_Union_law, Immune_system, Warsaw, French_and_Indian_War (development part of SQuAD 2.0,
 * Rajpurkar, Jia and Liang 2018, CC BY-SA 4.0; the questions are not in this repository) with the embeddings of
 * all-MiniLM-L6-v2-int8@afdb6f1a0e45. Figures with the article in question left out:
 * full: leave-one-article-out hit@1 0.9291, hit@3 0.9790, sentence@1 0.8163, sentence@3 0.9396, about the right essay 0.9790, not about the wrong one 0.9750; shorter and hurried hit@1 0.9350, hit@3 0.9836, sentence@1 0.8235, sentence@3 0.9462, about the right essay 0.9646, not about the wrong one 0.9788.
 * withoutTokens: leave-one-article-out hit@1 0.9055, hit@3 0.9738, sentence@1 0.7927, sentence@3 0.9213, about the right essay 0.9790, not about the wrong one 0.9750; shorter and hurried hit@1 0.9331, hit@3 0.9856, sentence@1 0.8163, sentence@3 0.9436, about the right essay 0.9665, not about the wrong one 0.9825.
 * lexical: leave-one-article-out hit@1 0.8976, hit@3 0.9606, sentence@1 0.8005, sentence@3 0.9108, about the right essay 0.9633, not about the wrong one 0.9600; shorter and hurried hit@1 0.9285, hit@3 0.9803, sentence@1 0.8241, sentence@3 0.9344, about the right essay 0.9390, not about the wrong one 0.9788.
 */
import type { Weights } from './rescorer.js';

export const fullWeights: Weights = {
  paragraph: {
    stems: -0.2697,
    grams: 0.2494,
    dense: -0.0554,
    bestPassage: 0.3408,
    bestSentenceStems: 0.0182,
    bestSentenceGrams: 0.406,
    bestCoverage: 0.0907,
    neighbours: 0.3637,
    interaction: 0.2104,
    bestInteraction: 0.8828,
    bestPairInteraction: 0.4972,
  },
  sentence: {
    stems: -0.1349,
    grams: 0.3612,
    coverage: 0.1513,
    passage: 0.5908,
    interaction: 0.7631,
    offersTime: 0.5576,
    offersReason: 0.3132,
    paragraphStems: -0.1119,
    paragraphGrams: 0.3488,
    paragraphDense: -0.2869,
    paragraphInteraction: 0.2681,
    paragraphBestPair: 0.7418,
  },
  aboutness: {
    bias: -1.4599,
    interaction: 5.5493,
    passage: 10.0837,
    coverage: 3.7394,
    gramCoverage: 5.7538,
    askedWords: -0.2166,
    sentences: -1.5753,
  },
};

export const withoutTokensWeights: Weights = {
  paragraph: {
    stems: -0.0282,
    grams: 0.4366,
    dense: 0.0947,
    bestPassage: 0.7557,
    bestSentenceStems: 0.0524,
    bestSentenceGrams: 0.4717,
    bestCoverage: 0.4629,
    neighbours: 0.3588,
  },
  sentence: {
    stems: -0.1679,
    grams: 0.4312,
    coverage: 0.4953,
    passage: 1.0558,
    offersTime: 0.6542,
    offersReason: 0.3686,
    paragraphStems: 0.1742,
    paragraphGrams: 0.5738,
    paragraphDense: -0.0427,
  },
  aboutness: {
    bias: -0.4188,
    passage: 11.1441,
    coverage: 4.846,
    gramCoverage: 6.3576,
    askedWords: -0.4144,
    sentences: -1.4566,
  },
};

export const lexicalWeights: Weights = {
  paragraph: {
    stems: 0.0876,
    grams: 0.627,
    bestSentenceStems: 0.1538,
    bestSentenceGrams: 0.6012,
    bestCoverage: 0.3345,
    neighbours: 0.3928,
  },
  sentence: {
    stems: -0.0195,
    grams: 0.5739,
    coverage: 0.3791,
    offersTime: 0.8353,
    offersReason: 0.4027,
    paragraphStems: 0.2615,
    paragraphGrams: 0.7516,
  },
  aboutness: {
    bias: -1.4254,
    coverage: 7.603,
    gramCoverage: 9.3347,
    askedWords: 0.4849,
    sentences: -1.1056,
  },
};
