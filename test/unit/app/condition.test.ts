import { describe, expect, it } from 'vitest';
import { conditionLine, conditionsOf } from '../../../src/app/condition.js';
import { loadConfig } from '../../../src/app/config.js';

describe('the condition of the web page', () => {
  const line = (env: Readonly<Record<string, string>>): string | undefined =>
    conditionsOf(loadConfig(env))
      .map(conditionLine)
      .find((each) => each.includes('Web page'));

  it('says where it is, for whom, and what could be set', () => {
    expect(line({})).toBe(
      '✓ Web page: http://127.0.0.1:3000, for this machine alone. PUBLIC_URL lets each ¶ in chat lead to it; PILCROW_WEB_TOKEN opens the teacher’s pages (docs/web.md).',
    );
    expect(line({ HOST: '0.0.0.0', PORT: '8080' })).toContain('http://0.0.0.0:8080, for its network.');
    expect(line({ PUBLIC_URL: 'https://pilcrow.example.org', PILCROW_WEB_TOKEN: 'seminar-token-1' })).toBe(
      '✓ Web page: https://pilcrow.example.org, each ¶ in chat leads there.',
    );
  });
});
