import { weatherFromInput } from '@outrider/core/weather';
import { implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { loadWeather, saveWeather } from './store.js';

export function weatherRoutes(): Implementation[] {
  return [
    implement('getWeather', async ({ read }) => ({ weather: await read(loadWeather) })),
    implement('putWeather', async ({ principal, body, change, note }) =>
      change(async (transaction) => {
        const read = weatherFromInput(body, transaction.nowUtcMs);
        if ('error' in read) throw refuse('bad_metar', `${read.error.message} ${read.error.remedy}`, 'metar');
        note(null, { ...read.weather });
        await saveWeather(transaction, read.weather, principal.kind === 'user' ? principal.id : null);
        return read.weather;
      }),
    ),
  ];
}
