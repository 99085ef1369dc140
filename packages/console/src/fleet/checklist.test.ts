import { describe, expect, it } from 'vitest';
import { tickAge } from './checklist.js';

const tick = (key: string, at_utc_ms: number) => ({ key, by: 'someone', at_utc_ms });

describe('a checklist item', () => {
  it('counts from its newest tick', () => {
    const aircraft = { checklist_ticks: [tick('props', 1000), tick('props', 5000), tick('card', 9000)] };
    expect(tickAge(aircraft, 'props', 6000)).toBe(1000);
  });
  it('that was never ticked has no age', () => {
    expect(tickAge({ checklist_ticks: [] }, 'props', 6000)).toBeNull();
  });
});
