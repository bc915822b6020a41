import { describe, expect, it } from 'vitest';
import { asksForMetadata, metadataLeadIn } from '../../../src/answer/metadata.js';
import { textEssay } from '../../helpers/reading-of.js';

describe('a question that the title page answers', () => {
  it.each([
    'Who wrote this?',
    'who wrote this essay',
    "who's the author?",
    'When was this essay published?',
    'when was it written',
    'What is the title?',
    'Кто автор?',
    'кто написал этот текст?',
    'Wer hat diesen Text geschrieben?',
    '¿Quién escribió este ensayo?',
    'Qui a écrit ce texte ?',
    'この文章の著者は誰ですか',
  ])('%j', (question) => {
    expect(asksForMetadata(question)).toBe(true);
  });

  it.each([
    'Who wrote the treaty?',
    'When was the treaty signed?',
    'What does the author say about Korea?',
    'who wrote to the prime minister',
    'Кто написал договор?',
    'title',
    '',
  ])('%j is none', (question) => {
    expect(asksForMetadata(question)).toBe(false);
  });

  it('is answered with what is known', () => {
    const essay = textEssay('a', ['Text.'], { title: 'On Harbours', author: 'Ada Frost', date: '2015-04-01' });
    expect(metadataLeadIn(essay, 'en')).toBe('The essay is “On Harbours”, by Ada Frost, dated 2015-04-01. It begins:');
    const bare = metadataLeadIn(textEssay('a', ['Text.'], { title: 'On Harbours' }), 'en');
    expect(bare).toBe('The essay is “On Harbours”. It begins:');
    for (const language of ['ru', 'ja', 'de', 'es', 'fr'] as const)
      expect(metadataLeadIn(essay, language)).toMatch(/On Harbours.*Ada Frost.*2015-04-01/u);
  });
});
