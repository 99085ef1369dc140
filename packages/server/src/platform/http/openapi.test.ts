import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { routes } from '@outrider/schema';
import { openApiDocument, openApiText } from './openapi.js';

const committed = (path: string): string => readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8');

describe('the OpenAPI document', () => {
  it('is the committed one; else run "npm run generate"', () => {
    expect(committed('docs/api/openapi.json')).toBe(openApiText());
  });

  it('is the one that the client was generated from', () => {
    const digest = createHash('sha256').update(openApiText()).digest('hex');
    expect(committed('packages/client/src/generated/api.ts')).toContain(digest);
  });

  it('names every route once, with its permission', () => {
    const paths = openApiDocument()['paths'] as Record<
      string,
      Record<string, { operationId: string; 'x-permission'?: string }>
    >;
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(
      routes.map((route) => route.id).toSorted(),
    );
    const open = operations.filter((operation) => operation['x-permission'] === undefined);
    expect(open.map((operation) => operation.operationId)).toEqual([
      'login',
      'publishCamera',
      'endPublishing',
      'sharedFeed',
      'sharedMap',
      'watchShared',
      'endSharedView',
      'sendSharedMessage',
    ]);
  });

  it('resolves each of its references', () => {
    const text = openApiText();
    const names = new Set(Object.keys((openApiDocument()['components'] as { schemas: object }).schemas));
    const used = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]);
    expect(used.filter((name) => !names.has(name ?? ''))).toEqual([]);
    expect(names.has('Flight')).toBe(true);
  });
});
