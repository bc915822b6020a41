import { describe, expect, it } from 'vitest';
import { brokenOff, clauseRuns, extractsOf } from '../../../src/summaries/extracts.js';

function cutsOf(text: string, language = 'en'): string[] {
  const sentence = { start: 0, end: text.length, paragraph: 1, text, language };
  return extractsOf(sentence).map(({ pieces }) => pieces.map(({ start, end }) => text.slice(start, end)).join(' … '));
}

describe('extractsOf', () => {
  it('offers the whole sentence first, and a short one only whole', () => {
    expect(cutsOf('Poor relations are not the result of the dispute, which is old.')).toEqual([
      'Poor relations are not the result of the dispute, which is old.',
    ]);
  });

  it('drops an inserted clause and keeps the verb', () => {
    const text =
      'The policy of reviving the old quarrel on every occasion, which had been shaped by the drift to populism, became a domestic resource of the government.';
    expect(cutsOf(text)).toContain(
      'The policy of reviving the old quarrel on every occasion … became a domestic resource of the government.',
    );
    expect(cutsOf(text)).not.toContain('The policy of reviving the old quarrel on every occasion');
  });

  it('never shows a concession or a condition as the claim', () => {
    const turned =
      'The pressure of the blade is often called the cause of the whole effect, but the numbers are far too small for that to be true.';
    const conditional =
      'The town will certainly build a new bridge across the lower river, if the province pays for both of the piers.';
    expect(cutsOf(turned)).toEqual([turned]);
    expect(cutsOf(conditional)).toEqual([conditional]);
  });

  it('never cuts off whose opinion it is', () => {
    const said =
      'The heating of all the roofs has driven the birds away from the town, as the chair of the committee said at the meeting.';
    expect(cutsOf(said)).toEqual([said]);
    const attributed =
      'According to the chair of the roofs committee, the heating of all the houses has driven the birds away from the whole town.';
    expect(cutsOf(attributed)).toEqual([attributed]);
  });

  it('keeps what leads up to a list, and ends with no clause that waits for its own', () => {
    const listed =
      'For that reason the town should keep apart from the others, by order of the mayor and the judge: deeds, burial registers and the minutes.';
    expect(cutsOf(listed).some((cut) => /others … deeds/.test(cut))).toBe(false);
    const waiting =
      'The old keepers of the harbour light know the tides of the whole coast by heart, and once the last of them has gone away, nobody will be able to read the marks on the wall.';
    expect(cutsOf(waiting).some((cut) => cut.endsWith('has gone away'))).toBe(false);
  });

  it('does not open after a colon, where another may be speaking', () => {
    const text =
      'The second objection of the tenants concerns the new way of life: the chat has replaced the yard in every respect and does it better.';
    expect(cutsOf(text).some((cut) => cut.startsWith('the chat'))).toBe(false);
  });
});

describe('clauseRuns and brokenOff', () => {
  const text = 'One two three four five six seven eight nine ten, eleven twelve thirteen fourteen fifteen sixteen.';
  const sentence = { start: 0, end: text.length, paragraph: 1, text, language: 'en' };

  it('gives every run of clauses', () => {
    const runs = clauseRuns(sentence).map(({ pieces: [{ start, end }] }) => text.slice(start, end));
    expect(runs).toEqual([text, text.slice(0, text.indexOf(',')), text.slice(text.indexOf('eleven'))]);
  });

  it('breaks off after the last word that fits', () => {
    const [{ start, end }] = brokenOff(sentence, 4).pieces;
    expect(text.slice(start, end)).toBe('One two three four');
  });
});
