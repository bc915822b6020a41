/** The way between a teacher's pages, and out of them. */
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';

export function TeacherMenu({ language }: { readonly language: Language }) {
  return (
    <nav class="teacher-menu" aria-label={say('teacherPages', language)}>
      <a href="/teacher">{say('teacherDigest', language)}</a>
      <a href="/teacher/library">{say('teacherLibrary', language)}</a>
      <form method="post" action="/teacher/sign-out">
        <button type="submit">{say('teacherSignOut', language)}</button>
      </form>
    </nav>
  );
}
