import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger, redact } from './index.js';

describe('logger', () => {
  it('writes JSON lines without secrets, to its output and its file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const lines: string[] = [];
    const file = join(folder, 'logs', 'x.log');
    const logger = createLogger({ name: 'x', file, destination: { write: (line) => void lines.push(line) } });
    logger.child({ session_token: 's3cret' }).info({ user: { password: 'hunter2', name: 'ann' } }, 'signed in');
    logger.error({ error: new Error('broken') }, 'failed');
    logger.debug('below the level');
    expect(lines).toHaveLength(2);
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ level: 'info', name: 'x', msg: 'signed in', session_token: '[redacted]' });
    expect(first!['user']).toEqual({ password: '[redacted]', name: 'ann' });
    expect(second!['error']).toMatchObject({ message: 'broken' });
    expect(first!['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
    rmSync(folder, { recursive: true });
  });
});

describe('an error in the log', () => {
  it('keeps what tells the fault, and neither rows nor connections', () => {
    const lines: string[] = [];
    const logger = createLogger({ name: 'x', destination: { write: (line) => void lines.push(line) } });
    const error = Object.assign(new Error('duplicate key at postgres://me:hunter2@host/db'), {
      code: '23505',
      constraint: 'users_name',
      detail: 'Key (name)=(Jane Caller) already exists.',
      client: { password: 'hunter2' },
    });
    logger.warn({ error: new Error('not written', { cause: error }) }, 'failed');
    logger.warn({ errors: [error] }, 'failed');
    expect(JSON.parse(lines[0]!).error).toMatchObject({
      type: 'Error',
      message: 'not written',
      cause: { code: '23505', constraint: 'users_name', message: 'duplicate key at postgres://[redacted]@host/db' },
    });
    expect(lines.join('')).not.toMatch(/hunter2|Jane Caller/);
  });
});

describe('redaction', () => {
  it.each([
    'password',
    'apiKey',
    'api_key',
    'Authorization',
    'setCookie',
    'cookie',
    'signing_key',
    'user_secret',
    'otp',
    'accessToken',
  ])('masks %s at any level', (key) => {
    expect(redact({ a: [{ [key]: 'x' }] })).toEqual({ a: [{ [key]: '[redacted]' }] });
  });

  it('leaves everything else as it is', () => {
    const value = { token_count: 3, key: 'k', password: null, at: new Uint8Array([1]), n: 1.5, list: [true, 'x'] };
    expect(redact(value)).toEqual(value);
  });

  it('masks passwords inside addresses and ends at a depth', () => {
    expect(redact({ url: 'postgres://me:pw@host/db and http://host/a:b' })).toEqual({
      url: 'postgres://[redacted]@host/db and http://host/a:b',
    });
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(JSON.stringify(redact(circular))).toContain('[deep]');
  });
});
