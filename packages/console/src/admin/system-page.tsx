import { useQuery } from '@tanstack/react-query';
import { useLive, useLiveView, useNow } from '../live/hooks.js';
import { Panel } from '../ui/page.js';
import { agoText, dateTimeText } from '../ui/time.js';

const REFRESH_MS = 5000;

async function ask(path: string): Promise<{ ok: boolean; text: string }> {
  const response = await fetch(new URL(path, document.baseURI));
  return { ok: response.ok, text: await response.text() };
}

/** How the parts of this deployment are. */
export function SystemPage() {
  useNow();
  const gateways = useLive((state) => state.gateways, []);
  const roundTrip = useLiveView((view) => view.round_trip_ms);
  const connection = useLiveView((view) => view.connection);
  const since = useLiveView((view) => view.lost_since_ms);
  const ready = useQuery({ queryKey: ['readyz'], queryFn: () => ask('readyz'), refetchInterval: REFRESH_MS });
  return (
    <div className="panels">
      <Panel title="Server">
        <dl className="facts">
          <dt>Ready</dt>
          <dd className={ready.data?.ok === false || ready.error ? 'caution' : ''}>
            {ready.data ? (ready.data.ok ? 'yes' : 'no') : ready.error ? 'does not answer' : '…'}
          </dd>
          <dt>Live connection</dt>
          <dd>
            {connection === 'live' ? 'live' : connection}
            {since !== null && <span className="num"> for {agoText(performance.now() - since)}</span>}
          </dd>
          <dt>Round trip</dt>
          <dd className="num">{roundTrip === null ? 'unknown' : `${Math.round(roundTrip)} ms`}</dd>
        </dl>
        {ready.data && <pre className="note small num system-text">{ready.data.text.slice(0, 4000)}</pre>}
        <p className="small">
          <a href={new URL('metrics', document.baseURI).href}>Metrics</a> ·{' '}
          <a href={new URL('api/openapi.json', document.baseURI).href}>API description</a>
        </p>
      </Panel>
      {gateways.length === 0 && (
        <Panel title="Gateways">
          <p className="caution">No gateway is connected: no aircraft can be reached.</p>
        </Panel>
      )}
      {gateways.map((gateway) => (
        <Panel key={gateway.gateway} title={`Gateway: ${gateway.gateway}`}>
          <dl className="facts">
            <dt>Running since</dt>
            <dd className="num">{dateTimeText(gateway.started_at_utc_ms)}</dd>
            <dt>Journal at</dt>
            <dd className="num">{gateway.spool_last_seq}</dd>
            {gateway.links.map((link) => (
              <LinkFact key={link.id} link={link} />
            ))}
          </dl>
        </Panel>
      ))}
    </div>
  );
}

function LinkFact({
  link,
}: {
  link: { id: string; kind: string; address: string; up: boolean; vehicles: number; detail: string | null };
}) {
  return (
    <>
      <dt>Link {link.id}</dt>
      <dd>
        <i className="dot inline-dot" data-state={link.up ? 'ok' : 'warning'} /> {link.up ? 'up' : 'down'},{' '}
        <span className="num">{link.address}</span>, {link.vehicles} vehicles
        {link.detail && <span className="caution"> {link.detail}</span>}
      </dd>
    </>
  );
}
