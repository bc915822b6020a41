import { beforeEach, describe } from 'vitest';
import { fakeRecords } from '../helpers/fake-records.js';
import { keepsRecords } from './store-records.js';

describe('the stand-in for tests', () => {
  let now = 0;
  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
  });
  keepsRecords(
    async () => fakeRecords(() => now),
    (ms) => {
      now += ms;
    },
  );
});
