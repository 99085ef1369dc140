import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import type { AddressMatch, IncidentLocation } from '@outrider/schema';
import { formatLength } from '@outrider/core/units';
import { useDeferredValue, useEffect, useState } from 'react';
import { useUnits } from '../../app/units.js';
import { call } from '../../live/api.js';
import { placeEntry } from '../selection.js';

const nothing: AddressMatch[] = [];

/** Where it is: an address from the register, or a click on the map. Says how sure the place is. */
export function AddressField({ location }: { location: IncidentLocation | null }) {
  const [text, setText] = useState(location?.address ?? '');
  const units = useUnits();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['addresses', asked],
    enabled: asked.length >= 2,
    queryFn: ({ signal }) => call('GET', '/addresses', { query: { q: asked, limit: 6 }, signal }),
    placeholderData: (previous) => previous,
  });
  useNearestAddress(location, setText);
  const matches = asked.length >= 2 ? (found.data?.items ?? nothing) : nothing;
  // Once an address is chosen its list is done with.
  const items = location?.address === text ? nothing : matches;
  // The list may still be that of what stood there a moment ago: Enter must not choose from it.
  const isCurrent = !found.isPlaceholderData && asked === text.trim();
  const choose = (match: AddressMatch) => placeEntry(locationOf(match));

  return (
    <div className="field">
      <Autocomplete.Root
        inline
        open
        items={items}
        value={text}
        filter={null}
        autoHighlight={isCurrent}
        // A pointer that rests on the list chooses nothing: Enter takes the first line, a click the one under it.
        highlightItemOnHover={false}
        itemToStringValue={(match: AddressMatch) => match.label}
        onValueChange={(value) => {
          setText(value);
          const exact = items.find((match) => match.label === value);
          if (exact) choose(exact);
          // Another text is another place, which is not known until one is chosen.
          else if (location && value !== location.address) placeEntry(null);
        }}
      >
        <label htmlFor="incident-address">Address or place</label>
        <Autocomplete.Input id="incident-address" autoFocus placeholder="418 Alder St, or click the map" />
        <Autocomplete.List className="address-list">
          {(match: AddressMatch) => (
            <Autocomplete.Item key={match.label} value={match} className="menu-item row">
              <span className="clip">{match.label}</span>
              <span className="small muted">±{formatLength(match.uncertainty_m, units)}</span>
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
      <span className="hint" aria-live="polite">
        {location ? (
          <Found location={location} />
        ) : matches.length === 0 && asked.length >= 3 && found.data ? (
          'No such address in the register: click the map.'
        ) : (
          'The place is not known yet.'
        )}
      </span>
    </div>
  );
}

function Found({ location }: { location: IncidentLocation }) {
  const units = useUnits();
  return (
    <>
      <span className="num">
        {location.latitude_deg.toFixed(5)}, {location.longitude_deg.toFixed(5)}
      </span>
      {location.uncertainty_m !== null && ` within ${formatLength(location.uncertainty_m, units)}`}
    </>
  );
}

const locationOf = (match: AddressMatch): IncidentLocation => ({
  latitude_deg: match.latitude_deg,
  longitude_deg: match.longitude_deg,
  uncertainty_m: match.uncertainty_m,
  address: match.label,
});

/** Names a place that was clicked on the map by the nearest address. */
function useNearestAddress(location: IncidentLocation | null, setText: (text: string) => void): void {
  useEffect(() => {
    if (!location || location.address !== null) return;
    const stop = new AbortController();
    const { latitude_deg, longitude_deg } = location;
    call('GET', '/addresses/nearest', { query: { latitude_deg, longitude_deg }, signal: stop.signal })
      .then(({ match }) => {
        if (!match) return;
        setText(match.label);
        placeEntry({ ...location, address: `Near ${match.label}` });
      })
      .catch(() => undefined);
    return () => stop.abort();
  }, [location, setText]);
}
