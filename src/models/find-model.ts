/** From the setting `PILCROW_EMBEDDING_MODEL` to a model that runs here. Hosted models are not its business. */
import { PilcrowError } from '../base/errors.js';
import { bundledModel, type EmbeddingModel } from './embedding-model.js';
import { fetchHubModel, type HubOptions, parseHubName } from './hub-model.js';
import { readModelFolder } from './model-folder.js';

/**
 * The model that `setting` names: empty for the one that comes with Pilcrow, `hf:owner/model[@revision]` for one of the
 * Hugging Face hub (fetched on first use), otherwise a folder.
 * @throws PilcrowError `model-missing`, `model-damaged`, `config-invalid`, `aborted`
 */
export async function findModel(setting: string, options: HubOptions): Promise<EmbeddingModel> {
  if (setting === '') return bundledModel();
  if (!setting.startsWith('hf:')) return readModelFolder(setting);
  const name = parseHubName(setting.slice('hf:'.length));
  if (name === undefined) {
    throw new PilcrowError('config-invalid', `PILCROW_EMBEDDING_MODEL names no model of the hub: ${setting}`, {
      hint: 'Write hf:owner/model, for example hf:Xenova/multilingual-e5-small, or the path of a folder.',
    });
  }
  return readModelFolder(await fetchHubModel(name, options), name.repository);
}
