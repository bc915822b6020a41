/** What a class asked: the strip along the essay, the questions beside their paragraphs, what was asked alike, the table. */
import type { ClassDigest, EssayHeat, QuestionGroup } from '../../conversation/desk.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { classLabel } from './class-names.js';
import { EssayText } from './essay-text.js';
import { type FrameParts, page } from './frame.js';
import { TeacherMenu } from './teacher-menu.js';

export interface DigestPageParts extends Omit<FrameParts, 'children' | 'layout' | 'title'> {
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly classes: readonly string[];
  readonly chosen: string;
  readonly digest: ClassDigest | undefined;
  /** The essay whose text is shown, by slug; the most asked one by default. */
  readonly essay?: string | undefined;
}

export function digestPage(parts: DigestPageParts) {
  const { language, digest, since } = parts;
  const title = say('teacherDigest', language);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(since);
  const isEmpty = digest !== undefined && digest.told.count === 0 && digest.told.heats.length === 0;
  return page({
    ...parts,
    title,
    layout: 'plain',
    children: (
      <main id="text" class="digest" tabindex={-1}>
        <h1>{title}</h1>
        <TeacherMenu language={language} />
        <Choice {...parts} />
        {digest === undefined ? <p class="notice">{say('teacherNoMemory', language)}</p> : ''}
        {isEmpty ? <p class="notice">{say('teacherNothing', language, { date })}</p> : ''}
        {digest === undefined || isEmpty ? '' : <Told {...parts} digest={digest} />}
      </main>
    ),
  });
}

function Choice({ language, classes, chosen, days }: DigestPageParts) {
  const all = classes.includes(chosen) ? classes : [chosen, ...classes];
  return (
    <form class="choice" method="get" action="/teacher">
      <label for="class">{say('teacherClass', language)}</label>
      <select id="class" name="class">
        {all.map((name) => (
          <option value={name} selected={name === chosen}>
            {classLabel(name, language)}
          </option>
        ))}
      </select>
      <label for="days">{say('teacherDays', language)}</label>
      <input id="days" name="days" type="number" min={1} max={365} value={String(days)} />
      <button type="submit">{say('teacherShow', language)}</button>
      <a href={`/teacher/digest.csv?${new URLSearchParams({ class: chosen, days: String(days) })}`}>
        {say('teacherTable', language)}
      </a>
    </form>
  );
}

function Told({ language, digest, essay, chosen, days }: DigestPageParts & { readonly digest: ClassDigest }) {
  const { groups, unanswered, hidden, heats } = digest.told;
  const read = heats.find((heat) => heat.essay.slug === essay) ?? heats[0];
  return (
    <>
      <Groups title={say('teacherSame', language)} groups={groups} language={language} />
      <Groups title={say('teacherUnanswered', language)} groups={unanswered} language={language} />
      {hidden > 0 ? <p class="last">{say('teacherHidden', language, { count: hidden })}</p> : ''}
      {heats.map((heat) => (
        <Strip
          heat={heat}
          inWords={digest.inWords[heat.essay.slug] ?? ''}
          language={language}
          root={
            heat === read
              ? ''
              : `/teacher?${new URLSearchParams({ class: chosen, days: String(days), essay: heat.essay.slug })}`
          }
        />
      ))}
      {read ? <Margins heat={read} language={language} /> : ''}
    </>
  );
}

function Groups({
  title,
  groups,
  language,
}: {
  readonly title: string;
  readonly groups: readonly QuestionGroup[];
  readonly language: Language;
}) {
  if (groups.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {groups.map(({ count, wording, words, people }) => (
          <li>
            {`${count} × `}
            {wording === undefined
              ? say('digestWordsInCommon', language, { words: words.map(displayLine).join(', ') })
              : `“${displayLine(wording)}”`}
            {people > 0 ? ` (${say('digestInPrivate', language, { people })})` : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Heights are steps of ten, since no page may carry a style of its own. */
const steps = 10;

function stepOf(count: number, { paragraphs }: EssayHeat): number {
  const most = Math.max(1, ...paragraphs.map((paragraph) => paragraph.count));
  return Math.ceil((count / most) * steps);
}

interface StripParts {
  readonly heat: EssayHeat;
  readonly inWords: string;
  readonly language: Language;
  /** The page on which its paragraphs stand; '' for this one. */
  readonly root: string;
}

function Strip({ heat, inWords, language, root }: StripParts) {
  const { essay, paragraphs } = heat;
  return (
    <section class="heat" aria-labelledby={`heat-${essay.slug}`}>
      <h2 id={`heat-${essay.slug}`}>{displayLine(essay.title)}</h2>
      <p>{displayLine(inWords)}</p>
      <nav class="strip" aria-label={say('teacherStrip', language)}>
        {paragraphs.map(({ paragraph, count }) => (
          <a
            href={`${root}#p${paragraph}`}
            class={`bar step-${stepOf(count, heat)}`}
            aria-label={`${say('pageParagraph', language, { n: paragraph })}: ${timesIn(count, language)}`}
          >
            <span>{`¶${paragraph}`}</span>
          </a>
        ))}
      </nav>
    </section>
  );
}

/** The text of one essay with what was asked beside each paragraph. */
function Margins({ heat, language }: Pick<StripParts, 'heat' | 'language'>) {
  const of = new Map(heat.paragraphs.map((paragraph) => [paragraph.paragraph, paragraph]));
  const margin = (n: number) => {
    const { count = 0, questions = [] } = of.get(n) ?? {};
    return (
      <aside
        class={`margin heat-${stepOf(count, heat)}`}
        lang={language}
        aria-label={`¶${n}: ${say('teacherInMargin', language)}`}
      >
        <p class="count">{timesIn(count, language)}</p>
        {questions.length === 0 ? (
          ''
        ) : (
          <ul>
            {questions.map((question) => (
              <li>{`“${displayLine(question)}”`}</li>
            ))}
          </ul>
        )}
      </aside>
    );
  };
  return (
    <div class="with-margin">
      <EssayText essay={heat.essay} language={language} margin={margin} />
    </div>
  );
}

function timesIn(count: number, language: Language): string {
  return count === 0 ? say('teacherNever', language) : say('teacherTimes', language, { count });
}
