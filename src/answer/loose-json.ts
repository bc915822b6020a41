/** JSON as models write it: fenced, with thoughts before it, with a comma too many. */
import { jsonrepair } from 'jsonrepair';

/** The value of `text`, mended where it is not quite JSON; undefined where nothing helps. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(jsonrepair(text));
    } catch {
      return undefined;
    }
  }
}

/** The outermost object in `text`, thoughts and fences left aside; undefined where none closes. */
export function objectIn(text: string): unknown {
  const object = /\{[\s\S]*\}/.exec(text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, ''))?.[0];
  return object === undefined ? undefined : parseLoosely(object);
}
