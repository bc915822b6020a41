/** The buttons of a reply: what shows a paragraph is a link to it; the others ask again in the same form. */
import type { Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { paragraphPath } from '../citation-links.js';

/** Lines that a page answers by its own text. */
const showsParagraph = /^\/paragraph p(\d+)(?:-\d+)?\b/;

/** HTML of the buttons; empty for none. `essay` is the one that lines without a name mean. */
export function buttonsOf(reply: Reply, essay: string | undefined): string {
  const own = reply.kind === 'notice' ? essay : (reply.sources[0].slug ?? essay);
  const buttons = reply.buttons.flatMap(({ label, line, asks }) => {
    const shown = showsParagraph.exec(line)?.[1];
    const slug = /--essay (\S+)/.exec(line)?.[1] ?? own;
    if (shown !== undefined && slug !== undefined) {
      return [
        <a
          class="button"
          href={paragraphPath({ essay: slug, paragraph: Number(shown) })}
          data-essay={slug}
          data-paragraph={shown}
        >
          {displayLine(label)}
        </a>,
      ];
    }
    return [
      <button type="submit" name="line" value={line} data-asks={asks ? displayLine(asks.label) : undefined}>
        {displayLine(label)}
      </button>,
    ];
  });
  return buttons.length === 0 ? '' : String(<p class="buttons">{buttons}</p>);
}
