/** What every page has: head, a way to the text, a name, a way home; and pages that only say what is wrong. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import type { Assets } from './assets.js';

export interface FrameParts {
  readonly assets: Assets;
  readonly language: Language;
  readonly title: string;
  readonly isTeacher: boolean;
  /** A class for the body, for pages with another layout. */
  readonly layout: 'reader' | 'plain';
  readonly children: Child;
}

/** A whole page. */
export function page(parts: FrameParts) {
  return html`<!doctype html>${<Document {...parts} />}`;
}

function Document({ assets, language, title, isTeacher, layout, children }: FrameParts) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${displayLine(title)} · Pilcrow`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        <script type="module" src={assets.script} />
      </head>
      <body class={layout}>
        <a class="skip" href="#text">
          {say('pageSkip', language)}
        </a>
        <header class="site">
          <a href="/" class="home">
            <span aria-hidden="true">¶ </span>Pilcrow
          </a>
          <nav aria-label="Pilcrow">
            <a href="/">{say('pageEssays', language)}</a>
            <a href="/teacher" rel="nofollow">
              {say(isTeacher ? 'teacherDigest' : 'teacherPages', language)}
            </a>
          </nav>
        </header>
        {children}
      </body>
    </html>
  );
}

/** A page that says one thing, with a way home. */
export function messagePage(parts: Omit<FrameParts, 'children' | 'layout'> & { readonly lines: readonly string[] }) {
  const { language, title, lines } = parts;
  return page({
    ...parts,
    layout: 'plain',
    children: (
      <main id="text" class="message" tabindex={-1}>
        <h1>{displayLine(title)}</h1>
        {lines.map((line) => (
          <p>{displayLine(line)}</p>
        ))}
        <p>
          <a href="/">{say('pageHome', language)}</a>
        </p>
      </main>
    ),
  });
}
