import { useQuery } from '@tanstack/react-query';
import { useSession } from '../app/session.js';
import { useLive, useLiveView, useNow } from '../live/hooks.js';
import { Panel } from '../ui/page.js';
import { agoText, dateTimeText } from '../ui/time.js';

const REFRESH_MS = 5000;

/** What /readyz says: whether the server can serve, and which gateways are heard. */
interface Readiness {
  ok: boolean;
  database: boolean;
  bus: boolean;
  gateways: string[];
}

async function askReadiness(): Promise<Readiness> {
  const response = await fetch(new URL('readyz', document.baseURI));
  return (await response.json()) as Readiness;
}

/** How the parts of this deployment are. */
export function SystemPage() {
  const ready = useQuery({ queryKey: ['readyz'], queryFn: askReadiness, refetchInterval: REFRESH_MS });
  const ofAgency = useSession().session?.agency !== null;
  return (
    <div className="panels">
      <Panel title="Server">
        <dl className="facts">
          <Fact
            name="Ready"
            good={ready.error ? false : ready.data?.ok}
            words={ready.error ? 'does not answer' : null}
          />
          <Fact name="Database" good={ready.data?.database} />
          <Fact name="Bus" good={ready.data?.bus} />
          {ofAgency && <LiveFacts />}
        </dl>
        <p className="small">
          <a href={new URL('metrics', document.baseURI).href}>Metrics</a> ·{' '}
          <a href={new URL('api/openapi.json', document.baseURI).href}>API description</a>
        </p>
      </Panel>
      {ofAgency ? <AgencyGateways /> : <GatewaysHeard names={ready.data?.gateways ?? null} />}
    </div>
  );
}

/** `good`: undefined while nothing is known. `words` instead of yes and no. */
function Fact({ name, good, words }: { name: string; good: boolean | undefined; words?: string | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={good === false ? 'caution' : ''}>{words ?? (good === undefined ? '…' : good ? 'yes' : 'no')}</dd>
    </>
  );
}

function LiveFacts() {
  useNow();
  const roundTrip = useLiveView((view) => view.round_trip_ms);
  const connection = useLiveView((view) => view.connection);
  const since = useLiveView((view) => view.lost_since_ms);
  return (
    <>
      <dt>Live connection</dt>
      <dd>
        {connection}
        {since !== null && <span className="num"> for {agoText(performance.now() - since)}</span>}
      </dd>
      <dt>Round trip</dt>
      <dd className="num">{roundTrip === null ? 'unknown' : `${Math.round(roundTrip)} ms`}</dd>
    </>
  );
}

/** The host sees that gateways are heard; their links belong to agencies. */
function GatewaysHeard({ names }: { names: readonly string[] | null }) {
  return (
    <Panel title="Gateways heard">
      {names?.map((name) => (
        <p key={name}>
          <i className="dot inline-dot" data-state="ok" /> {name}
        </p>
      ))}
      {names?.length === 0 && <NoGateway />}
      <p className="small faint">Links and vehicles are shown to the agency that flies them.</p>
    </Panel>
  );
}

const NoGateway = () => <p className="caution">No gateway is connected: no aircraft can be reached.</p>;

function AgencyGateways() {
  const gateways = useLive((state) => state.gateways, []);
  if (gateways.length === 0) {
    return (
      <Panel title="Gateways">
        <NoGateway />
      </Panel>
    );
  }
  return gateways.map((gateway) => (
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
  ));
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
