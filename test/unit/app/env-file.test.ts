import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeEnv, changeEnvFile, checkEnvFile, printEnvValue, readEnvFile } from '../../../src/app/env-file.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const isUnix = process.platform !== 'win32';

describe('a value', () => {
  it('is plain where that is enough, and in quotation marks otherwise', () => {
    expect(printEnvValue('xoxb-12-ab')).toBe('xoxb-12-ab');
    expect(printEnvValue('')).toBe('');
    expect(printEnvValue('two words')).toBe('"two words"');
    expect(printEnvValue('say "yes" #1')).toBe(`'say "yes" #1'`);
    expect(printEnvValue(`it's "so"`)).toBe(`\`it's "so"\``);
    expect(printEnvValue('C:\\new\\table')).toBe("'C:\\new\\table'");
  });

  it('reads back exactly, whatever it is, or is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (value) => {
        let text: string;
        try {
          text = changeEnv('BEFORE=1\n', { KEY: value });
        } catch {
          return /["'`\r\n\\]/.test(value);
        }
        expect(parseEnv(text)).toEqual({ BEFORE: '1', KEY: value });
        return true;
      }),
      { numRuns: 2_000 },
    );
  });

  it('that no quotation marks can hold is refused with what to do', () => {
    expect(() => printEnvValue(`" ' \` #`)).toThrow('cannot be kept');
  });
});

describe('an existing file', () => {
  const text = [
    '# my settings',
    'DATA_DIR=/srv/data   # on the big disk',
    '',
    '# Slack: the bot token',
    '#SLACK_BOT_TOKEN=',
    'export LOG_LEVEL=info',
    'NOTE="two',
    'SLACK_APP_TOKEN=not-a-key-but-text',
    'lines"',
    'SLACK_APP_TOKEN=xapp-old',
    'HOST=127.0.0.1',
  ].join('\n');

  it('keeps every other line; a key changes in its place, or goes below the comment that offers it, or to the end', () => {
    expect(changeEnv(text, { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-new', PORT: '1' })).toBe(
      `${text.replace('#SLACK_BOT_TOKEN=', '#SLACK_BOT_TOKEN=\nSLACK_BOT_TOKEN=xoxb-1').replace('=xapp-old', '=xapp-new')}\nPORT=1\n`,
    );
  });

  it('that sets a key twice has it once afterwards', () => {
    expect(changeEnv('A=1\nB=2\nA=3\n', { A: '4' })).toBe('A=4\nB=2\n');
  });

  it('keeps its line ends, and loses the mark that makes its first key unreadable', () => {
    expect(changeEnv('\ufeffA=1\r\nB=2\r\n', { A: '3', C: '4' })).toBe('A=3\r\nB=2\r\nC=4\r\n');
  });

  it('is set on top where a line without = would swallow what follows', () => {
    const changed = changeEnv('A=1\nsome words', { B: '2' });
    expect(changed).toBe('B=2\nA=1\nsome words');
    expect(parseEnv(changed)).toMatchObject({ A: '1', B: '2' });
  });

  it('gives the same values for all other keys, whatever it holds', () => {
    const line = fc.oneof(
      fc.constantFrom('', '# a comment', '#KEY=', 'KEY=old', ' export KEY = "old" # why', 'words', "Q='", 'R="a', '"'),
      fc.string({ maxLength: 20 }).map((value) => `OTHER=${value}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const before = lines.join(end);
        let after: string;
        try {
          after = changeEnv(before, { KEY: 'new value' });
        } catch {
          return true;
        }
        expect(parseEnv(after)).toEqual({ ...parseEnv(before), KEY: 'new value' });
        return true;
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the file on disk', () => {
  it('is made, readable by its owner alone, also where it was readable by all', async () => {
    const path = join(await temporaryFolder(), '.env');
    expect(await readEnvFile(path)).toBe('');
    await changeEnvFile(path, { A: '1' });
    expect(await readFile(path, 'utf8')).toBe('A=1\n');
    if (isUnix) expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'B=1\n', { mode: 0o644 });
    await changeEnvFile(path, { A: '1' });
    if (isUnix) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(path, '..'))).toEqual(['.env']);
  });

  it.runIf(isUnix)('may be a link, which stays one', async () => {
    const here = await temporaryFolder();
    await writeFile(join(here, 'real'), 'A=1\n');
    await symlink(join(here, 'real'), join(here, '.env'));
    await changeEnvFile(join(here, '.env'), { A: '2' });
    expect((await lstat(join(here, '.env'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(here, 'real'), 'utf8')).toBe('A=2\n');
  });

  it('that cannot be written is found out beforehand, with its path and what to do', async () => {
    const here = await temporaryFolder();
    await mkdir(join(here, 'a-folder'));
    await writeFile(join(here, 'a-file'), '');
    await checkEnvFile(join(here, '.env'));
    for (const path of [join(here, 'a-folder'), join(here, 'a-file', '.env')]) {
      await expect(checkEnvFile(path)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(path),
        hint: expect.stringContaining('.env.example'),
      });
    }
  });
});
