import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { call } from '../live/api.js';
import { TextField } from '../ui/field.js';
import { ErrorNote, Loading } from '../ui/state.js';

const MOST_SHOWN = 400;

/** The autopilot's parameters as they were read. */
export function Parameters({ aircraftId }: { aircraftId: string }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toUpperCase());
  const list = useQuery({
    queryKey: ['parameters', aircraftId],
    queryFn: async () => (await call('GET', '/aircraft/{id}/parameters', { path: { id: aircraftId } })).items,
  });
  const shown = (list.data ?? []).filter((one) => one.name.toUpperCase().includes(wanted));
  return (
    <>
      <TextField label="Find" type="search" value={text} onChange={(event) => setText(event.target.value)} />
      <ErrorNote error={list.error} />
      {list.isPending && <Loading what="parameters" />}
      <div className="table-frame parameters" tabIndex={0} role="region" aria-label="Parameters">
        <table className="table">
          <tbody>
            {shown.slice(0, MOST_SHOWN).map((one) => (
              <tr key={one.name}>
                <th scope="row" className="num">
                  {one.name}
                </th>
                <td className="num" data-numeric="true">
                  {Number(one.value.toPrecision(7))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > MOST_SHOWN && <p className="small muted">{shown.length - MOST_SHOWN} more: narrow the search.</p>}
    </>
  );
}
