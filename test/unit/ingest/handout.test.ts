import { describe, expect, it } from 'vitest';
import { emptyDraft, markOf } from '../../../src/ingest/draft.js';
import { handout } from '../../../src/ingest/handout.js';
import { toEssay } from '../../../src/ingest/paragraphs.js';

const essay = {
  ...toEssay(
    {
      ...emptyDraft(),
      meta: { title: 'On <Tags> & *Stars*', author: 'Ann Lee', questions: ['Why?'] },
      blocks: [
        { kind: 'paragraph', text: `First <script>alert(1)</script>${markOf('i')} words.` },
        { kind: 'heading', level: 1, text: 'Part "two"' },
        { kind: 'paragraph', text: '*Second* [link](http://x.y)' },
      ],
      notes: [{ id: 'i', text: 'A & B' }],
    },
    { slug: 'x', collection: '', file: 'x.md' },
    { title: 'x', language: 'en' },
  ),
  teacherNotes: [{ kind: 'question' as const, text: 'Is it <fair>?', paragraph: 2 }],
};

describe('handout', () => {
  it('in HTML stands alone, numbers each paragraph and escapes every word', () => {
    const html = handout(essay, 'html');
    expect(html).toContain(
      '<p class="paragraph" id="p1"><a class="number" href="#p1">¶1</a> First &lt;script&gt;alert(1)&lt;/script&gt;<sup><a href="#note-1">i</a></sup> words.</p>',
    );
    expect(html).toContain('<h2>Part &quot;two&quot;</h2>');
    expect(html).toContain('<p id="note-1">[i] A &amp; B</p>');
    expect(html).toContain('lang="en"');
    expect(html).not.toMatch(/<script|src=|https?:\/\/(?!x\.y)|@import|Why\?/);
    expect(html.indexOf('Part')).toBeGreaterThan(html.indexOf('¶1</a>'));
  });

  it('in Markdown shows the words as they stand, with their numbers', () => {
    const markdown = handout(essay, 'markdown');
    expect(markdown).toContain('# On \\<Tags\\> \\& \\*Stars\\*');
    expect(markdown).toContain('**¶2** \\*Second\\* \\[link\\]');
    expect(markdown).toContain('\\[i\\] A \\& B');
  });

  it("adds the questions, the teacher's among them, when asked to", () => {
    expect(handout(essay, 'markdown', { withQuestions: true })).toContain('- Is it \\<fair\\>? (¶2)');
    expect(handout(essay, 'html', { withQuestions: true })).toContain('<li>Is it &lt;fair&gt;? (¶2)</li>');
  });
});
