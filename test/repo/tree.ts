/**
 * The tree of ARCHITECTURE.md: the fenced block whose first line is `src/`. Each line names things of one folder, the
 * folder being told by two blanks of indentation a level, and ends in free words:
 *
 *     src/
 *       base/   0   knows nothing about essays
 *         errors.ts  log.ts  files.ts     error codes; log; atomic write
 *       store/  1   store.ts  open-store.ts     what is remembered
 *       adapters/   6   pace.ts
 *         slack/  slack.ts render.ts    discord/  discord.ts render.ts
 *
 * A name ending in `/` is a folder, and the files after it on the same line are inside it; files at the start of a line
 * are inside the folder of the line above them that stands two blanks further out. A number after a folder is its
 * floor. The words begin at the first thing that is no name.
 */

const name = /^[\w.-]+(\/|\.(tsx?|css|json|md))$/;

/** The files under src that the document names, sorted; throws when it has no such block or is wrongly indented. */
export function filesInTree(markdown: string): string[] {
  const block = /^```[a-z]*\n(src\/[^\n]*\n[\s\S]*?)^```$/m.exec(markdown)?.[1];
  if (block === undefined) throw new Error('no fenced block that begins with `src/`');
  const files: string[] = [];
  /** The folder that lines of each depth stand in. */
  const folders: string[] = [];
  for (const line of block.trimEnd().split('\n').slice(1)) {
    if (line.trim() === '') continue;
    const depth = (line.length - line.trimStart().length) / 2;
    const parent = depth === 1 ? '' : folders[depth];
    if (parent === undefined || !Number.isInteger(depth)) throw new Error(`wrong indentation: ${line}`);
    folders.length = depth + 1;
    let folder = parent;
    for (const word of line.trim().split(/\s+/)) {
      if (/^\d+$/.test(word) && folder !== parent) continue;
      if (!name.test(word)) break;
      if (word.endsWith('/')) {
        folder = `${parent}${word}`;
        folders[depth + 1] = folder;
      } else {
        files.push(`${folder}${word}`);
      }
    }
  }
  return files.sort();
}

/** A tree for the document, without words, to be put in and filled. */
export function drawTree(files: readonly string[]): string {
  const lines = ['src/'];
  let open: readonly string[] = [];
  for (const file of [...files].sort()) {
    const folders = file.split('/').slice(0, -1);
    const shared = folders.findIndex((folder, depth) => folder !== open[depth]);
    if (shared !== -1) {
      for (const [depth, folder] of folders.entries()) {
        if (depth >= shared) lines.push(`${'  '.repeat(depth + 1)}${folder}/`);
      }
    }
    lines.push(`${'  '.repeat(folders.length + 1)}${file.split('/').at(-1)}`);
    open = folders;
  }
  return lines.join('\n');
}
