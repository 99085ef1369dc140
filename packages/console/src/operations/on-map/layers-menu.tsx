import { Popover } from '@base-ui/react/popover';
import { CheckField } from '../../ui/field.js';
import type { LayerChoice } from './layer-choice.js';

const NAMES: Readonly<Record<keyof LayerChoice, string>> = {
  airspace: 'Airspace',
  obstacles: 'Obstacles',
  labels: 'Labels',
};

/** Which layers the map shows. */
export function LayersMenu(props: { choice: LayerChoice; onChange: (change: Partial<LayerChoice>) => void }) {
  const { choice, onChange } = props;
  const keys = Object.keys(NAMES) as (keyof LayerChoice)[];
  const shown = keys.filter((key) => choice[key]).map((key) => NAMES[key]);
  return (
    <Popover.Root>
      <Popover.Trigger className="map-chip">
        Layers <b>{shown.length > 0 ? shown.join(' · ') : 'none'}</b>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="layer">
          <Popover.Popup className="menu popover" aria-label="Layers">
            <div className="stack">
              {keys.map((key) => (
                <CheckField
                  key={key}
                  label={NAMES[key]}
                  checked={choice[key]}
                  onChange={(event) => onChange({ [key]: event.target.checked })}
                />
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
