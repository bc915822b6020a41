/** The error bodies of the OpenAI API, as they were seen in the wild. */
import type { Json } from './shapes.js';

interface ErrorParts {
  readonly status?: number;
  readonly type?: string;
  readonly param?: string;
  readonly code?: string;
}

/** An answer other than 200; thrown by validation. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(message: string, { status = 400, type = 'invalid_request_error', param, code }: ErrorParts = {}) {
    super(message);
    this.status = status;
    this.body = { error: { message, type, param: param ?? null, code: code ?? null } };
  }
}

/** 401, with the ends of the key in its message, as the real API has them. */
export function unauthorized(key: string | undefined): Refusal {
  if (!key) {
    const how = 'in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)';
    return new Refusal(`You didn't provide an API key. You need to provide your API key ${how}.`, { status: 401 });
  }
  const [start, end] = key.length > 12 ? [key.slice(0, 8), key.slice(-4)] : [key.slice(0, 2), key.slice(-2)];
  const shown = `${start}${'*'.repeat(Math.max(4, key.length - start.length - end.length))}${end}`;
  const where = 'You can find your API key at https://platform.openai.com/account/api-keys.';
  return new Refusal(`Incorrect API key provided: ${shown}. ${where}`, { status: 401, code: 'invalid_api_key' });
}

export type FaultStatus = 401 | 403 | 404 | 429 | 500 | 503;

/** What the real API says with `status`; `message` takes the place of the usual words. */
export function refusalOf(status: FaultStatus, model: string, key: string | undefined, message?: string): Refusal {
  if (status === 401 && message === undefined) return unauthorized(key);
  const [usual, parts] = usualWords(status, model);
  return new Refusal(message ?? usual, { status, ...parts });
}

function usualWords(status: FaultStatus, model: string): [string, ErrorParts] {
  switch (status) {
    case 401:
      return ['Incorrect API key provided.', { code: 'invalid_api_key' }];
    case 403:
      return [
        'Country, region, or territory not supported',
        { type: 'request_forbidden', code: 'unsupported_country_region_territory' },
      ];
    case 404:
      return [`The model \`${model}\` does not exist or you do not have access to it.`, { code: 'model_not_found' }];
    case 429:
      return [
        `Rate limit reached for ${model} in organization org-emulated on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.`,
        { type: 'requests', code: 'rate_limit_exceeded' },
      ];
    case 500:
      return ['The server had an error while processing your request. Sorry about that!', { type: 'server_error' }];
    case 503:
      return ['The engine is currently overloaded, please try again later', { type: 'server_error' }];
  }
}
