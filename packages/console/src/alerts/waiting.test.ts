import type { CrewMember, Flight } from '@outrider/schema';
import { expect, it } from 'vitest';
import { newlyWaiting, waitingFor } from './waiting.js';

const flight = (id: string, more: Partial<Flight>): Flight =>
  ({ id, state: 'requested', question: null, ...more }) as Flight;
const crew = (on_duty: boolean) => [{ user_id: 'me', on_duty }] as CrewMember[];
const question = { id: 'q1' } as Flight['question'];

it('what waits for an RPIC on duty is every request and every question; off duty only those about the own flight', () => {
  const flights = [
    flight('a', {}),
    flight('b', { state: 'en_route', question }),
    flight('c', { state: 'en_route', question, rpic_user_id: 'me' }),
    flight('d', { state: 'en_route' }),
  ];
  expect(waitingFor('me', flights, crew(true))).toEqual(['a/request', 'b/question/q1', 'c/question/q1']);
  expect(waitingFor('me', flights, crew(false))).toEqual(['c/question/q1']);
  expect(waitingFor(null, flights, crew(true))).toEqual([]);
});

it('each is told once, and again when it was gone meanwhile', () => {
  const told = new Set<string>();
  expect(newlyWaiting(['a', 'b'], told)).toEqual(['a', 'b']);
  expect(newlyWaiting(['b', 'a', 'c'], told)).toEqual(['c']);
  expect(newlyWaiting(['c'], told)).toEqual([]);
  expect(newlyWaiting(['c', 'a'], told)).toEqual(['a']);
});
