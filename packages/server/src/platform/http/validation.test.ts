import { describe, expect, it } from 'vitest';
import { CommandRequest, IncidentInput, LiveRequest, UserInput } from '@outrider/schema';
import type { TSchema } from 'typebox';
import { compileAddress, compileBody, explain } from './validation.js';

const id = '01930000-0000-7000-8000-000000000000';
function faultOf(schema: TSchema, body: unknown): { field: string | undefined; message: string } {
  const validate = compileBody(schema);
  expect(validate(body)).toBe(false);
  return explain(validate.errors, 'body');
}
const incident = {
  type: 'fire',
  priority: 2,
  location: { latitude_deg: 1, longitude_deg: 2, uncertainty_m: null, address: null },
};

describe('a body', () => {
  it('is accepted as it is, and not changed', () => {
    const body = structuredClone(incident);
    expect(compileBody(IncidentInput)(body)).toBe(true);
    expect(body).toEqual(incident);
  });

  it.each([
    ['a missing field', { ...incident, type: undefined }, 'type', /is missing/],
    ['an unknown field', { ...incident, colour: 'red' }, 'colour', /not known/],
    ['text for a number', { ...incident, priority: '2' }, 'priority', /one of 1, 2/],
    [
      'an impossible coordinate',
      { ...incident, location: { ...incident.location, latitude_deg: 91 } },
      'location.latitude_deg',
      /<= 90/,
    ],
    ['an unknown word', { ...incident, sensitivity: 'top' }, 'sensitivity', /one of "public"/],
    ['a list instead of an object', [], undefined, /must be object/],
  ])('with %s names the field', (_what, body, field, message) => {
    const fault = faultOf(IncidentInput, JSON.parse(JSON.stringify(body)));
    expect(fault.field).toBe(field);
    expect(fault.message).toMatch(message);
  });

  it('with a union names the field of the branch that was meant', () => {
    const command = { command_id: id, action: { kind: 'change_speed', speed_mps: 1000 } };
    expect(faultOf(CommandRequest, command)).toEqual({
      field: 'action.speed_mps',
      message: 'The field "action.speed_mps" must be <= 40.',
    });
    const extra = { command_id: id, action: { kind: 'hold', why: 'x' } };
    expect(faultOf(CommandRequest, extra).field).toBe('action.why');
    const unknown = faultOf(CommandRequest, { command_id: id, action: { kind: 'loop' } });
    expect(unknown.field).toBe('action.kind');
    expect(unknown.message).toMatch(/one of "arm", "disarm"/);
    const nested = {
      type: 'command',
      id: 'a',
      aircraft_id: id,
      command_id: id,
      action: { kind: 'orbit', radius_m: 1 },
    };
    expect(faultOf(LiveRequest, nested).field).toMatch(/^action\./);
  });

  it('with unknown roles names the place', () => {
    const user = { username: 'ann', display_name: 'Ann', roles: ['king'], password: 'a password of length' };
    expect(faultOf(UserInput, user).field).toBe('roles.0');
  });
});

describe('an address', () => {
  it('holds numbers as text', () => {
    const query: Record<string, unknown> = { limit: '20' };
    const schema = { type: 'object', properties: { limit: { type: 'integer' } } } as TSchema;
    expect(compileAddress(schema)(query)).toBe(true);
    expect(query).toEqual({ limit: 20 });
    expect(compileAddress(schema)({ limit: 'many' })).toBe(false);
  });
});
