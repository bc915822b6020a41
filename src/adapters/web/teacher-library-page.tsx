/** What ingestion made of each file, for a teacher's eye; and a way to add one, with undo. */
import { raw } from 'hono/html';
import type { Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Essay, Language } from '../../essay/types.js';
import { blocksOf } from './blocks.js';
import { buttonsOf } from './buttons.js';
import { classLabel } from './class-names.js';
import { type FrameParts, page } from './frame.js';
import { TeacherMenu } from './teacher-menu.js';

/** An essay and what was left out or looked odd on the way. */
export interface LibraryEntry {
  readonly essay: Essay;
  readonly dropped: readonly string[];
  readonly warnings: readonly string[];
}

/** What was read last. */
export interface LibraryReading {
  readonly essays: readonly LibraryEntry[];
  readonly problems: readonly { readonly reason: string }[];
}

export interface TeacherLibraryParts extends LibraryReading, Omit<FrameParts, 'children' | 'layout' | 'title'> {
  /** Classes that an essay can be added for, as `<platform>:<tenant>`. */
  readonly classes: readonly string[];
  readonly chosen: string;
  /** What was done just now. */
  readonly reply?: Reply | undefined;
}

export function teacherLibraryPage(parts: TeacherLibraryParts) {
  const { language, essays, problems } = parts;
  const reply = parts.reply && withoutChat(parts.reply);
  const title = say('teacherLibrary', language);
  return page({
    ...parts,
    title,
    layout: 'plain',
    children: (
      <main id="text" class="teacher-library" tabindex={-1}>
        <h1>{title}</h1>
        <TeacherMenu language={language} />
        <form class="add" method="post" action="/teacher/library" enctype="multipart/form-data">
          <h2>{say('teacherAdd', language)}</h2>
          <Classes {...parts} />
          <label for="file">{say('teacherFile', language)}</label>
          <input id="file" name="file" type="file" accept=".md,.markdown,.txt,.html,.htm,.pdf,.docx,.epub" />
          <p class="buttons">
            <button type="submit">{say('teacherUpload', language)}</button>
            <button type="submit" name="line" value="/upload">
              {say('teacherUploads', language)}
            </button>
          </p>
          {reply === undefined ? (
            ''
          ) : (
            <div class="notice" role="status">
              {blocksOf(reply).map((block) => raw(block))}
              {raw(buttonsOf(reply, undefined))}
            </div>
          )}
        </form>
        {problems.length === 0 ? (
          ''
        ) : (
          <section>
            <h2>{say('teacherProblems', language)}</h2>
            <ul>
              {problems.map((problem) => (
                <li>{displayLine(problem.reason)}</li>
              ))}
            </ul>
          </section>
        )}
        {essays.map((entry) => (
          <Entry {...entry} language={language} />
        ))}
      </main>
    ),
  });
}

/** Without what can only be done in a chat: its buttons, and the line that tells what to say there. */
function withoutChat(reply: Reply): Reply {
  const buttons = reply.buttons.filter(({ line }) => isAboutUploads(line));
  return reply.kind === 'card' ? { ...reply, buttons, lastLine: '' } : { ...reply, buttons };
}

/** What this page carries out. */
export function isAboutUploads(line: string): boolean {
  return /^\/upload\b/.test(line);
}

function Classes({ classes, chosen, language }: Pick<TeacherLibraryParts, 'classes' | 'chosen' | 'language'>) {
  return (
    <>
      <label for="class">{say('teacherClass', language)}</label>
      <select id="class" name="class">
        {[...new Set([chosen, ...classes])].map((name) => (
          <option value={name} selected={name === chosen}>
            {classLabel(name, language)}
          </option>
        ))}
      </select>
    </>
  );
}

function Entry({ essay, dropped, warnings, language }: LibraryEntry & { readonly language: Language }) {
  const { title, author, file, license, paragraphs, notes } = essay;
  const count = say('pageParagraphs', language, { count: paragraphs.length });
  const noted = notes.length === 0 ? undefined : `${say('pageNotes', language)}: ${notes.length}`;
  const facts = [author, file, count, noted, license].filter((part) => part !== undefined).map(displayLine);
  return (
    <section class="entry">
      <h2>
        <a href={`/essays/${encodeURIComponent(essay.slug)}`}>{displayLine(title)}</a>
      </h2>
      <p class="byline">{facts.join(' · ')}</p>
      {dropped.length === 0 ? (
        <p class="last">{say('teacherNothingDropped', language)}</p>
      ) : (
        <details>
          <summary>{say('teacherDropped', language, { count: dropped.length })}</summary>
          <ul>
            {dropped.map((line) => (
              <li>{displayLine(line)}</li>
            ))}
          </ul>
        </details>
      )}
      {warnings.length === 0 ? (
        ''
      ) : (
        <>
          <h3>{say('teacherWarnings', language)}</h3>
          <ul>
            {warnings.map((warning) => (
              <li>{displayLine(warning)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
