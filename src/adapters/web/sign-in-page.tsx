/** The door of the teacher's pages. */
import { say } from '../../essay/phrases.js';
import { type FrameParts, page } from './frame.js';

export interface SignInPageParts extends Omit<FrameParts, 'children' | 'layout' | 'title'> {
  /** Whether the installation has a token at all. */
  readonly hasToken: boolean;
  readonly isWrong: boolean;
}

export function signInPage(parts: SignInPageParts) {
  const { language, hasToken, isWrong } = parts;
  const title = say('teacherPages', language);
  return page({
    ...parts,
    title,
    layout: 'plain',
    children: (
      <main id="text" class="message" tabindex={-1}>
        <h1>{title}</h1>
        {hasToken ? (
          <form method="post" action="/teacher/sign-in">
            <p id="token-hint">{say('teacherTokenHint', language)}</p>
            <label for="token">{say('teacherToken', language)}</label>
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              required
              aria-describedby={isWrong ? 'token-wrong token-hint' : 'token-hint'}
              aria-invalid={isWrong ? 'true' : undefined}
            />
            {isWrong ? (
              <p id="token-wrong" class="refusal" role="alert">
                {say('teacherWrongToken', language)}
              </p>
            ) : (
              ''
            )}
            <button type="submit">{say('teacherSignIn', language)}</button>
          </form>
        ) : (
          <p>{say('teacherNoToken', language)}</p>
        )}
      </main>
    ),
  });
}
