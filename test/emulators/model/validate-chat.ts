/** What the real chat endpoint refuses with 400; a valid body becomes a `ChatCall`. */
import { Refusal } from './errors.js';
import { missing, readModel, wrongType } from './fields.js';
import { type ChatCall, isObject, type Json, type SaidMessage } from './shapes.js';
import { checkResponseFormat } from './validate-format.js';

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer'];
/** They think before they write: another name for the limit. */
const isReasoning = (model: string) => /^(o\d|gpt-5)/.test(model) && !model.startsWith('gpt-5-chat');
/** Those which take no temperature but their own; from gpt-5.1 on it is taken. */
const hasFixedTemperature = (model: string) => /^(o\d|gpt-5(-mini|-nano)?(-\d{4}-\d\d-\d\d)?$)/.test(model);

/** @throws Refusal as the real API words it. */
export function readChat(body: Json): ChatCall {
  const model = readModel(body);
  const { messages: given, stream, stream_options: options } = body;
  if (given === undefined) throw missing('messages');
  if (!Array.isArray(given)) throw wrongType('messages', 'an array of objects', given);
  if (given.length === 0) {
    throw new Refusal(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      { param: 'messages', code: 'empty_array' },
    );
  }
  const messages = given.map(readMessage);
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    throw wrongType('stream', 'a boolean', stream);
  }
  if (options !== undefined && options !== null && stream !== true) {
    throw new Refusal("The 'stream_options' parameter is only allowed when 'stream' is enabled.", {
      param: 'stream_options',
    });
  }
  checkSampling(body, model);
  const prompt = messages.map(({ text }) => text).join('\n\n');
  checkResponseFormat(body.response_format, prompt);
  const wantsUsage = isObject(options) && options.include_usage === true;
  return { model, messages, prompt, isStreamed: stream === true, wantsUsage, body };
}

function readMessage(message: unknown, index: number): SaidMessage {
  const at = `messages[${index}]`;
  if (!isObject(message)) throw wrongType(at, 'an object', message);
  const { role, content } = message;
  if (role === undefined) throw missing(`${at}.role`);
  if (typeof role !== 'string' || !roles.includes(role)) {
    const known = `${roles
      .slice(0, -1)
      .map((one) => `'${one}'`)
      .join(', ')}, and '${roles.at(-1)}'`;
    throw new Refusal(`Invalid value: '${String(role)}'. Supported values are: ${known}.`, {
      param: `${at}.role`,
      code: 'invalid_value',
    });
  }
  return { role, text: readContent(content, at, role) };
}

function readContent(content: unknown, at: string, role: string): string {
  if (typeof content === 'string') return content;
  if ((content === null || content === undefined) && role === 'assistant') return '';
  if (content === null) {
    throw new Refusal("Invalid value for 'content': expected a string, got null.", { param: `${at}.content` });
  }
  if (content === undefined) throw missing(`${at}.content`);
  if (!Array.isArray(content)) throw wrongType(`${at}.content`, 'one of a string or array of objects', content);
  return content
    .map((part: unknown, index) => {
      if (!isObject(part)) throw wrongType(`${at}.content[${index}]`, 'an object', part);
      return typeof part.text === 'string' ? part.text : '';
    })
    .join('');
}

function checkSampling(body: Json, model: string): void {
  for (const param of ['max_tokens', 'max_completion_tokens']) {
    const limit = body[param];
    if (limit === undefined || limit === null) continue;
    if (typeof limit !== 'number') throw wrongType(param, 'an integer', limit);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new Refusal(
        `Invalid '${param}': integer below minimum value. Expected a value >= 1, but got ${limit} instead.`,
        { param, code: 'integer_below_min_value' },
      );
    }
  }
  if (isReasoning(model) && typeof body.max_tokens === 'number') {
    throw new Refusal(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      { param: 'max_tokens', code: 'unsupported_parameter' },
    );
  }
  checkTemperature(body.temperature, model);
}

function checkTemperature(temperature: unknown, model: string): void {
  const param = 'temperature';
  if (temperature === undefined || temperature === null) return;
  if (typeof temperature !== 'number') throw wrongType(param, 'a decimal', temperature);
  if (temperature < 0 || temperature > 2) {
    const [side, code, sign] =
      temperature < 0 ? ['below minimum', 'below_min', '>= 0'] : ['above maximum', 'above_max', '<= 2'];
    throw new Refusal(
      `Invalid '${param}': decimal ${side} value. Expected a value ${sign}, but got ${temperature} instead.`,
      { param, code: `decimal_${code}_value` },
    );
  }
  if (hasFixedTemperature(model) && temperature !== 1) {
    throw new Refusal(
      `Unsupported value: '${param}' does not support ${temperature} with this model. Only the default (1) value is supported.`,
      { param, code: 'unsupported_value' },
    );
  }
}
