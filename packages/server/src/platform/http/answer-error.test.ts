import { describe, expect, it } from 'vitest';
import { answerError, isDatabaseAway } from './answer-error.js';

const failed = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  it.each(['08006', '25P03', '40001', '40P01', '53300', '55P03', '57014', '57P01', '58030', 'EPIPE', 'ETIMEDOUT'])(
    '%s passes, so that it is tried again',
    (code) => {
      expect(isDatabaseAway(failed(code))).toBe(true);
      expect(answerError(failed(code), 'r', 1)).toMatchObject({ status: 503, unexpected: true });
    },
  );

  it.each(['22021', '23503', '23505', '42501', 'FST_ERR_CTP_BODY_TOO_LARGE', ''])('%s stays', (code) => {
    expect(isDatabaseAway(failed(code))).toBe(false);
  });

  it('that broke the connection passes', () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  });
});
