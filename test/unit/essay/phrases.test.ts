import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

it('gives every phrase one home, so that no file silently replaces a phrase of another', async () => {
  const folder = new URL('../../../src/essay/', import.meta.url);
  const homes = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('-phrases.ts'))) {
    const module = (await import(new URL(file, folder).href)) as Record<string, Record<string, unknown>>;
    for (const phrases of Object.values(module)) {
      for (const key of Object.keys(phrases)) {
        expect(homes.get(key), `${key} stands in ${file} too`).toBeUndefined();
        homes.set(key, file);
      }
    }
  }
  expect(homes.size).toBeGreaterThan(20);
});
