import { describe, expect, it } from 'vitest';
import { deviceOf } from './device.js';
import { isLoopback, isOver, lastsOptions, smsAddress, standsText, validityOf, viewsText } from './words.js';

const link = { expires_at_utc_ms: 2_000_000, revoked_at_utc_ms: null, flight_id: null };

describe('how long a link lasts', () => {
  it('is until landing only where something flies', () => {
    expect(Object.keys(lastsOptions(false))).not.toContain('landing');
    // What stands first is what is chosen unless somebody chooses.
    expect(Object.keys(lastsOptions(true))[0]).toBe('landing');
    expect(validityOf('landing', 'flight')).toEqual({ valid_for_min: 720, flight_id: 'flight' });
    expect(validityOf('quarter', 'flight')).toEqual({ valid_for_min: 15 });
  });
});

describe('a link', () => {
  it('is over once it has expired or was revoked', () => {
    expect(isOver(link, 1_999_999)).toBe(false);
    expect(isOver(link, 2_000_000)).toBe(true);
    expect(isOver({ ...link, revoked_at_utc_ms: 1 }, 2)).toBe(true);
  });

  it('says how it stands and who looks', () => {
    expect(standsText(link, 0)).toMatch(/^until \d\d:\d\d$/);
    expect(standsText({ ...link, flight_id: 'flight' }, 0)).toBe('until it has landed');
    expect(standsText(link, 3_000_000)).toMatch(/^expired/);
    expect(standsText({ ...link, revoked_at_utc_ms: 1 }, 3_000_000)).toMatch(/^revoked/);
    expect(viewsText({ views: 0, watching: 0 })).toBe('not opened yet');
    expect(viewsText({ views: 3, watching: 1 })).toBe('1 watching · 3 views');
  });

  it('to this machine alone is known as one', () => {
    for (const host of ['localhost:1', '127.0.0.1:8', '[::1]']) expect(isLoopback(`http://${host}/x`)).toBe(true);
    expect(isLoopback('https://drones.example.gov/share.html#x')).toBe(false);
  });

  it('goes whole into a text message', () => {
    const address = smsAddress('Engine 7 & 8', 'https://a.example/share.html#t');
    expect(decodeURIComponent(address.slice('sms:?body='.length))).toBe(
      'Live video for Engine 7 & 8: https://a.example/share.html#t',
    );
  });
});

it('a device is told by its own words', () => {
  const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  expect(deviceOf(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${safari}`)).toBe('iPhone, Safari');
  expect(deviceOf('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36')).toBe(
    'Android, Chrome',
  );
  expect(deviceOf('curl/8')).toBe('unknown device');
});
