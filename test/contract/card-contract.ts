/**
 * What every chat platform must do with what a classroom says: keep it from others, cover what is hidden, ask for words,
 * describe pictures, bring files and threads. A platform's test gives a stage with one who asks and others who watch.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/conversation/types.js';
import {
  type CardConversation,
  cardConversation,
  draftText,
  keyWords,
  pictureAlt,
} from '../helpers/card-conversation.js';

export interface CardStage {
  readonly adapter: Adapter;
  /** The asker mentions the bot in a channel that others read. */
  mention(text: string, files?: readonly { readonly name: string; readonly text: string }[]): Promise<void>;
  /** The asker writes to the bot alone. */
  direct(text: string, files?: readonly { readonly name: string; readonly text: string }[]): Promise<void>;
  /** People write in a thread, and the last of them mentions the bot. */
  talk(first: string, ...more: readonly string[]): Promise<void>;
  /** The asker uses “Back it up” on somebody's message. */
  backUp(message: string): Promise<void>;
  /** All that others could ever read: every version of every message, deleted ones too. */
  seenByOthers(): string;
  /** What the asker sees now with nothing uncovered, newest last. */
  seenByAsker(): readonly string[];
  /** The asker presses the newest button of that name. */
  press(label: string): Promise<void>;
  /** The window that is open: what it is called, and what stands in it. */
  window(): { readonly title: string; readonly label: string; readonly initial: string } | undefined;
  /** The asker sends the open window with these words; as it stands by default. */
  send(words?: string): Promise<void>;
  /** Files that stand somewhere, and for whom. */
  files(): readonly { readonly name: string; readonly alt: string | undefined; readonly isForAll: boolean }[];
  /** No file can be attached from now on. */
  refuseFiles(): void;
  /** Every `Authorization` that a host was shown when it was asked for a file of a message. */
  tokensShown(): readonly (string | undefined)[];
  /** Whether a host that is asked for a file is to be shown a token. */
  readonly hasToken: boolean;
  /** The adapter ends and another one begins. */
  restart(): Promise<Adapter>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function cardContract(name: string, makeStage: () => Promise<CardStage>): void {
  describe(`${name}, in a classroom`, () => {
    let stage: CardStage;
    let conversation: CardConversation;
    beforeEach(async () => {
      stage = await makeStage();
      conversation = cardConversation();
      await stage.adapter.start(conversation);
    });
    afterEach(async () => {
      await stage.adapter.stop();
      await stage.close();
    });
    const asker = (): string => stage.seenByAsker().join('\n');
    const last = (): string => stage.seenByAsker().at(-1) ?? '';

    it('shows a personal card to the one who asked and to nobody else, not even for a moment', async () => {
      await stage.mention('hint for the grass');
      await stage.settled();
      expect(asker()).toContain('SECRET hint for hint for the grass');
      expect(stage.seenByOthers()).not.toContain('SECRET');
    });

    it('takes back what it began where the reply turns out to be personal', async () => {
      await stage.mention('this one turns personal');
      for (let waited = 0; !asker().includes('SECRET') && waited < 5_000; waited += 50) await sleep(50);
      await stage.settled();
      expect(asker()).toContain('SECRET hint for what turned personal');
      expect(asker()).not.toContain('Nobody owns the pasture.');
      expect(stage.seenByOthers()).not.toContain('SECRET');
    });

    it('carries out the button of a personal card where it stands, for the same person alone, in the place it came from', async () => {
      await stage.mention('hint for the grass');
      await stage.settled();
      await stage.press('Next hint');
      await stage.settled();
      expect(last()).toContain('SECRET hint for /hint next h1');
      expect(stage.seenByOthers()).not.toContain('SECRET');
      const [asked, pressed] = conversation.heard;
      expect(pressed?.place.tenant).toBe(asked?.place.tenant);
      expect(pressed?.place.place.split(':')[0]).toBe(asked?.place.place.split(':')[0]);
    });

    it('covers what is hidden until somebody asks, and shows it to them alone', async () => {
      await stage.mention('quiz');
      await stage.settled();
      expect(asker()).toContain('7. What became of the grass?');
      expect(asker()).toMatch(/a\) hay/);
      expect(asker()).not.toContain('KEY');
      expect(asker()).not.toContain('and more');
      await stage.press('Key 5');
      await stage.settled();
      expect(last()).toContain('KEY5 is b');
      expect(stage.seenByAsker().slice(0, -1).join('\n')).not.toContain('KEY');
      expect(conversation.heard.at(-1)).toMatchObject({ text: '/quiz key 5', isPrivate: true });
    });

    it('asks for words in a window, after a restart too, and hands them on behind the line', async () => {
      await stage.mention('discuss');
      await stage.settled();
      await stage.adapter.stop();
      const adapter = await stage.restart();
      await adapter.start(conversation);
      await stage.press('Edit');
      // Where an id has no room for its title, a window is called after its button.
      const title = expect.stringMatching(/^Edit/);
      expect(stage.window()).toEqual({ title, label: 'Your question', initial: draftText });
      await stage.send('Who mows the commons?');
      await stage.settled();
      expect(conversation.heard.at(-1)?.text).toBe('/discuss edit d1 Who mows the commons?');
      expect(last()).toContain('edited: Who mows the commons?');
      expect(stage.seenByOthers()).not.toMatch(/edited|mows/);
      await adapter.stop();
    });

    it('attaches a picture with what it shows, and files, where everyone sees the card', async () => {
      await stage.mention('strip');
      await stage.settled();
      expect(stage.files()).toEqual([
        { name: 'digest.png', alt: pictureAlt, isForAll: true },
        { name: 'digest.csv', alt: undefined, isForAll: true },
      ]);
      expect(asker()).toContain('¶2: 3');
    });

    it('brings the files of a personal card to its person alone', async () => {
      await stage.mention('digest');
      await stage.settled();
      expect(stage.files().map(({ isForAll }) => isForAll)).toEqual([false, false]);
      expect(stage.seenByOthers()).not.toContain('¶2: 3');
      expect(asker()).toContain('¶2: 3');
    });

    it('says what a picture shows and what a file holds where none can be attached', async () => {
      stage.refuseFiles();
      await stage.mention('strip');
      await stage.settled();
      expect(stage.files()).toEqual([]);
      expect(asker()).toContain('¶2: 3');
      expect(asker()).toContain(`The picture could not be attached here. It shows: ${pictureAlt}`);
      expect(asker()).toContain('The file digest.csv could not be attached here.');
      expect(asker()).toContain('paragraph,questions');
    });

    it('hands on files of a message, and shows a token to nobody but the platform', async () => {
      await stage.direct('', [{ name: 'essay.md', text: '# Hay\n\nGrass.' }]);
      await stage.settled();
      expect(conversation.heard).toMatchObject([{ text: '', files: [{ name: 'essay.md', size: 13 }] }]);
      expect(asker()).toContain('read essay.md (13): # Hay');
      await stage.mention('add this', [{ name: 'two.txt', text: 'Two.' }]);
      await stage.settled();
      expect(asker()).toContain('read two.txt (4): Two.');
      expect(stage.tokensShown().map((token) => token !== undefined)).toEqual([stage.hasToken, stage.hasToken]);
    });

    it('reads a thread when it is asked to, oldest first, without its own messages', async () => {
      await stage.talk('Cows eat grass.', 'Not all of it.', 'sum up this thread');
      await stage.settled();
      expect(asker()).toContain('thread: Cows eat grass. / Not all of it.');
    });

    it('backs up a message for the one who asks', async () => {
      await stage.backUp('Nobody owns the pasture.');
      await stage.settled();
      // What people say to one another is heard too, and is for the conversation to leave alone.
      expect(conversation.heard.filter(({ isOverheard }) => !isOverheard)).toMatchObject([
        { text: '/backup Nobody owns the pasture.', quoted: 'Nobody owns the pasture.', isPrivate: true },
      ]);
      expect(asker()).toContain('backing SECRET Nobody owns the pasture. | Nobody owns the pasture.');
      expect(stage.seenByOthers()).not.toContain('SECRET');
    });

    it('breaks out of no cover, whatever is hidden', async () => {
      await stage.mention('quiz');
      await stage.settled();
      for (let n = 1; n <= 7; n += 1)
        for (const word of keyWords(n).match(/\w{3,}/g) ?? []) expect(asker()).not.toContain(word);
    });
  });
}
