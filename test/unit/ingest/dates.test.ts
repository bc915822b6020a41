import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/ingest/dates.js';

describe('isoDate', () => {
  it.each([
    ['01.04.2015 г.', '2015-04-01'],
    ['April 1, 2015', '2015-04-01'],
    ['Published on 1st April 2015', '2015-04-01'],
    ['1 апреля 2015 года', '2015-04-01'],
    ['2015年4月1日', '2015-04-01'],
    ['1. April 2015', '2015-04-01'],
    ['1 de abril de 2015', '2015-04-01'],
    ['1er avril 2015', '2015-04-01'],
    ['Wednesday, April 1, 2015', '2015-04-01'],
    ['2015-04-01T10:00:00Z', '2015-04-01'],
    ['2015-04-01 10:00', '2015-04-01'],
    ['31/12/2014', '2014-12-31'],
    ['2015-04', '2015-04'],
  ])('reads %s', (text, expected) => {
    expect(isoDate(text)).toBe(expected);
  });

  it.each(['04/01/2015', '31.02.2015', 'In April 2015 it rained', '2015', 'May', 'Chapter 4', ''])(
    'does not guess at %s',
    (text) => {
      expect(isoDate(text)).toBeUndefined();
    },
  );
});
