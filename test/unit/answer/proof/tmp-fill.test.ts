import { readFileSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { unprovedFacts } from '../../../../src/answer/proof/stated-facts.js';
import { groundsOf } from './stated-essays.js';
const key: any = {s:'streltsov',w:'swifts',i:'ice',b:'bench',n:'notes',de:'de',es:'es',fr:'fr',ja:'ja'};
it('fill', () => {
  let t = readFileSync('/tmp/cases-draft.ts','utf8');
  t = t.split('\n').map((line) => {
    const m = /^ {2}(\w+)\((\[.*?\]), (.*), __E__\),$/.exec(line);
    if (!m) return line;
    const claim = (0, eval)(m[3]!); const cites = (0, eval)(m[2]!);
    const r = unprovedFacts(claim, groundsOf(key[m[1]!], cites));
    return line.replace('__E__', JSON.stringify(r));
  }).join('\n');
  writeFileSync('/tmp/cases-filled.ts', t);
  const g = groundsOf('streltsov',[4,8]);
  unprovedFacts('Japan trades with China, South Korea and Vietnam since 1956.', g);
  const t0 = performance.now(); for (let i=0;i<20;i++) unprovedFacts('Japan trades with China, South Korea and Vietnam since 1956.', g); console.log('ms each', (performance.now()-t0)/20);
});
