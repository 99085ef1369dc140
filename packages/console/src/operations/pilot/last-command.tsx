import { useLive } from '../../live/hooks.js';
import { COMMAND_STATE } from '../words.js';

const WORD: Readonly<Record<string, string>> = {
  go_to: 'go to',
  point_camera: 'camera',
  zoom_camera: 'zoom',
  take_off: 'take-off',
};

/** How far the last command got. */
export function LastCommand({ aircraftId }: { aircraftId: string }) {
  const last = useLive((state) => state.commands.findLast((one) => one.aircraft_id === aircraftId) ?? null, null);
  if (!last) return null;
  const bad = last.state === 'failed' || last.state === 'timed_out';
  const name = WORD[last.action.kind] ?? last.action.kind.replaceAll('_', ' ');
  return (
    <p className={`small last-command ${bad ? 'caution' : 'muted'}`} role="status">
      {name}: {COMMAND_STATE[last.state]}
      {bad && last.detail ? `. ${last.detail}` : ''}
    </p>
  );
}
