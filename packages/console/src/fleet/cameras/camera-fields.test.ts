import { describe, expect, it } from 'vitest';
import { cameraGroups, emptyCamera, inputOf, withSource } from './camera-fields.js';

const rtsp = { kind: 'rtsp' as const, url: 'rtsp://roof/1', transport: 'tcp' as const, username: 'viewer' };

describe('a camera that is entered', () => {
  it('is asked for a place only where it stands, and for a source only where it does not say so itself', () => {
    const titles = (...given: Parameters<typeof cameraGroups>) => cameraGroups(...given).map(({ title }) => title);
    expect(titles('rtsp', true)).toEqual(['Camera', 'RTSP', 'Where it stands']);
    expect(titles('whip', false)).toEqual(['Camera']);
    expect(titles(null, false)).toEqual(['Camera']);
  });

  it('keeps its password when none is typed, and sends one that is', () => {
    const draft = { ...emptyCamera(), name: 'Roof' };
    expect(inputOf({ ...draft, source: { ...rtsp, password: null } }, null, false).source).toEqual(rtsp);
    expect(inputOf({ ...draft, source: { ...rtsp, password: 'x' } }, null, false).source).toEqual({
      ...rtsp,
      password: 'x',
    });
  });

  it('of an aircraft has no place of its own', () => {
    const position = { latitude_deg: 1, longitude_deg: 2, altitude_amsl_m: 3 };
    const draft = { ...emptyCamera(), place: { position, heading_deg: null, pitch_deg: null } };
    expect(inputOf(draft, 'heron', false).place).toBeNull();
    expect(inputOf(draft, null, false).place?.position).toEqual(position);
  });

  it('keeps its source when its kind is chosen again', () => {
    const camera = { ...emptyCamera(), source: rtsp };
    expect(withSource(withSource(camera, 'rtp'), 'rtp').source).toEqual({ kind: 'rtp', port: 0, codec: 'h264' });
    expect(withSource(camera, 'rtsp').source).toBe(rtsp);
  });
});
