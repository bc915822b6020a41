import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../src/models/model-settings.js';

const config = { hidden_size: 384, max_position_embeddings: 512 };

describe('the settings of a model', () => {
  it('come from its family when it declares none', () => {
    expect(settingsOf('Xenova/multilingual-e5-small', { 'config.json': config })).toMatchObject({
      pooling: 'mean',
      questionPrefix: 'query: ',
      passagePrefix: 'passage: ',
    });
    expect(settingsOf('Xenova/bge-small-en-v1.5', { 'config.json': config })).toMatchObject({
      pooling: 'cls',
      questionPrefix: 'Represent this sentence for searching relevant passages: ',
      passagePrefix: '',
    });
    const copied = { 'config.json': { ...config, _name_or_path: 'intfloat/e5-base' } };
    expect(settingsOf('my-model', copied).questionPrefix).toBe('query: ');
    expect(settingsOf('e5050-model', { 'config.json': config }).questionPrefix).toBe('');
  });

  it('are the declared ones before those of its family; empty prompts declare nothing', () => {
    const declared = { prompts: { query: 'ask: ', document: '' } };
    expect(
      settingsOf('e5-small', { 'config.json': config, 'config_sentence_transformers.json': declared }),
    ).toMatchObject({ questionPrefix: 'ask: ', passagePrefix: '' });
    const empty = { prompts: { query: '', document: '' } };
    expect(settingsOf('e5-small', { 'config.json': config, 'config_sentence_transformers.json': empty })).toMatchObject(
      { questionPrefix: 'query: ', passagePrefix: 'passage: ' },
    );
  });

  it('allow for the two positions that RoBERTa models do not use', () => {
    const roberta = { 'config.json': { hidden_size: 8, max_position_embeddings: 130, model_type: 'xlm-roberta' } };
    expect(settingsOf('x', roberta).maxTokens).toBe(128);
  });

  it('name English where the vocabulary is an English one, and leave the languages open otherwise', () => {
    const small = { 'config.json': { ...config, vocab_size: 30_522 } };
    expect(settingsOf('x', small).languages).toEqual(['en']);
    expect(settingsOf('x', { 'config.json': { ...config, vocab_size: 250_037 } }).languages).toBeUndefined();
  });

  it('are refused without a vector size', () => {
    expect(() => settingsOf('x', {})).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});
