/**
 * What the small JSON files beside a model's weights say: pooling, prefixes, limits. Pure; reads no files.
 */
import { z } from 'zod';
import { PilcrowError } from '../base/errors.js';
import { type EmbeddingModel, windowLimit } from './embedding-model.js';

export type ModelSettings = Pick<
  EmbeddingModel,
  'dimension' | 'maxTokens' | 'pooling' | 'questionPrefix' | 'passagePrefix' | 'languages'
>;

const size = z.number().positive();

/** The files that are read, by name; each but `config.json` may be absent. Unknown keys are ignored. */
export const settingsFiles = {
  'config.json': z.object({
    model_type: z.string().optional(),
    _name_or_path: z.string().optional(),
    hidden_size: size.optional(),
    dim: size.optional(),
    d_model: size.optional(),
    max_position_embeddings: size.optional(),
    vocab_size: size.optional(),
  }),
  'tokenizer_config.json': z.object({ model_max_length: size.nullish() }),
  'modules.json': z.array(z.object({ type: z.string() })),
  'sentence_bert_config.json': z.object({ max_seq_length: size.nullish() }),
  'config_sentence_transformers.json': z.object({
    prompts: z.record(z.string(), z.string()).nullish(),
    default_prompt_name: z.string().nullish(),
  }),
  '1_Pooling/config.json': z.object({
    pooling_mode: z.string().optional(),
    pooling_mode_mean_tokens: z.boolean().optional(),
    pooling_mode_cls_token: z.boolean().optional(),
  }),
} as const;

export type SettingsFile = keyof typeof settingsFiles;
export type SettingsValues = {
  readonly [File in SettingsFile]?: z.infer<(typeof settingsFiles)[File]> | undefined;
};

/** The sizes of the vocabularies of BERT (uncased, cased), MPNet and RoBERTa: whoever uses one of these reads English. */
const englishVocabularies: readonly number[] = [30_522, 28_996, 30_527, 50_265];

/** What families need that their ONNX copies often do not declare. */
const families: readonly { name: RegExp; pooling: 'mean' | 'cls'; question: string; passage: string }[] = [
  { name: /(?:^|[-_/])e5(?:[-_]|$)(?!.*instruct)/i, pooling: 'mean', question: 'query: ', passage: 'passage: ' },
  {
    name: /(?:^|[-_/])bge-\w+-en|arctic-embed/i,
    pooling: 'cls',
    question: 'Represent this sentence for searching relevant passages: ',
    passage: '',
  },
  { name: /(?:^|[-_/])bge-/i, pooling: 'cls', question: '', passage: '' },
];

/**
 * The settings of the model called `name`. Declared pooling and prompts win over those of its family; with neither it is
 * mean pooling without prefixes.
 * @throws PilcrowError `config-invalid` for a model that needs what Pilcrow does not do
 */
export function settingsOf(name: string, values: SettingsValues): ModelSettings {
  const config = values['config.json'] ?? {};
  const family = families.find((known) => known.name.test(name) || known.name.test(config._name_or_path ?? ''));
  const dimension = config.hidden_size ?? config.dim ?? config.d_model;
  if (dimension === undefined) throw unfit(name, 'its config.json gives no hidden_size');
  const extra = (values['modules.json'] ?? []).map(({ type }) => type.split('.').at(-1) as string);
  const foreign = extra.find((type) => !['Transformer', 'Pooling', 'Normalize'].includes(type));
  if (foreign !== undefined) throw unfit(name, `it ends in a ${foreign} layer, which its ONNX file does not hold`);

  const { prompts, default_prompt_name: usual } = values['config_sentence_transformers.json'] ?? {};
  const prompt = (...keys: string[]): string | undefined => keys.map((key) => prompts?.[key]).find((text) => !!text);
  const question = prompt('query', 'search_query', 'question', usual ?? '');
  const passage = prompt('passage', 'document', 'search_document', usual ?? '');
  const isDeclared = question !== undefined || passage !== undefined;
  return {
    dimension,
    maxTokens: maxTokensOf(values),
    pooling: declaredPooling(name, values['1_Pooling/config.json']) ?? family?.pooling ?? 'mean',
    questionPrefix: (isDeclared ? question : family?.question) ?? '',
    passagePrefix: (isDeclared ? passage : family?.passage) ?? '',
    ...(englishVocabularies.includes(config.vocab_size ?? 0) && { languages: ['en'] }),
  };
}

function declaredPooling(name: string, declared: SettingsValues['1_Pooling/config.json']): 'mean' | 'cls' | undefined {
  if (declared === undefined) return undefined;
  if (declared.pooling_mode_mean_tokens === true || declared.pooling_mode === 'mean') return 'mean';
  if (declared.pooling_mode_cls_token === true || declared.pooling_mode === 'cls') return 'cls';
  throw unfit(name, 'its pooling is neither mean nor cls');
}

function maxTokensOf(values: SettingsValues): number {
  const { model_type: type, max_position_embeddings: positions } = values['config.json'] ?? {};
  // Models of the RoBERTa line count positions from the padding id on, which costs two.
  const usable = (positions ?? windowLimit) - (/roberta|camembert|mpnet/.test(type ?? '') ? 2 : 0);
  return Math.min(
    windowLimit,
    usable,
    values['sentence_bert_config.json']?.max_seq_length ?? windowLimit,
    values['tokenizer_config.json']?.model_max_length ?? windowLimit,
  );
}

function unfit(name: string, reason: string): PilcrowError {
  return new PilcrowError('config-invalid', `The embedding model ${name} cannot be used: ${reason}.`, {
    hint: 'Name another model in PILCROW_EMBEDDING_MODEL, or leave it empty for the one that comes with Pilcrow.',
  });
}
