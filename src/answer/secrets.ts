/** Keys and tokens by their shape: they go neither to a model nor, should one print them, to people. */

const secretShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}KEY-----(?:[\s\S]*?-----END [A-Z ]{0,40}KEY-----|[\s\S]*)/g,
  /(?<![\p{L}\p{N}_-])(?:sk|pk|rk)[-_](?=[\w-]*\d)[\w-]{8,}/gu,
  /(?<![\p{L}\p{N}_-])(?:xox[a-z]|xapp|xwfp)-[A-Za-z0-9-]{6,}/gu,
  /(?<![\p{L}\p{N}_-])(?:gh[pousr]_|github_pat_|glpat-|hf_|npm_|AKIA|ASIA|AIza|ya29\.)[\w-]{12,}/gu,
  /(?<![\p{L}\p{N}_-])eyJ[\w-]{8,}\.[\w.-]{8,}/gu,
  // A Discord bot's token.
  /(?<![\w.-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{25,}/g,
  /(?<![\p{L}\p{N}])Bearer\s{1,3}(?=[\w.~+/-]*\d)[\w.~+/-]{12,}=*/giu,
];
const longToken = /(?<![\w+/=-])[\w+/-]{24,}={0,2}/g;

/** After these words the next token is secret whatever it looks like. */
const afterWord =
  /(?<!\p{L})((?:password|passwort|kennwort|passcode|api[ _-]?key|token|secret|contraseña|clave|mot de passe|пароль|ключ|パスワード)(?:\s{0,3}[:=：は]\s{0,3}|\s{1,3}(?:is|ist|es|est)\s{1,3}))(?![\s[])\S+/giu;

/** From this many changes between digits, capitals and small letters a long token is no word and no chain of words. */
const minChanges = 6;

function isRandom(token: string): boolean {
  if (!/\d/.test(token) || !/[A-Za-z]/.test(token)) return false;
  const bare = token.replaceAll('-', '');
  if (bare.length >= 32 && /^[\da-f]+$/i.test(bare)) return true;
  return (token.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)|[a-z](?=[A-Z])/g)?.length ?? 0) >= minChanges;
}

/** `text` with every key, token and named password replaced by `[secret]`. */
export function withoutSecrets(text: string): string {
  const shaped = secretShapes.reduce((rest, shape) => rest.replace(shape, '[secret]'), text);
  return shaped
    .replace(longToken, (token) => (isRandom(token) ? '[secret]' : token))
    .replace(afterWord, (_, cue: string) => `${cue}[secret]`);
}

/** Whether `text` holds something shaped like a key or token. */
export function hasSecret(text: string): boolean {
  return (
    secretShapes.some((shape) => text.search(shape) >= 0) ||
    [...text.matchAll(longToken)].some(([token]) => isRandom(token))
  );
}
