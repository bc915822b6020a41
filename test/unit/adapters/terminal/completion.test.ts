import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/adapters/terminal/completion.js';

const essays = ['commons', 'slippery-ice'];

describe('Tab', () => {
  it('offers commands, essays and lengths where each can stand', () => {
    expect(complete('/pa', essays)).toEqual([['/paragraph'], '/pa']);
    expect(complete('/use s', essays)).toEqual([['slippery-ice'], 's']);
    expect(complete('in com', essays)).toEqual([['commons'], 'com']);
    expect(complete('why? --essay ', essays)).toEqual([essays, '']);
    expect(complete('/summary f', essays)).toEqual([['full'], 'f']);
    expect(complete('why is', essays)).toEqual([[], 'why is']);
  });
});
