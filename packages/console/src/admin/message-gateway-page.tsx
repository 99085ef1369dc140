import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MessageGateway } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { ErrorNote, Loading } from '../ui/state.js';

const KEY = ['message-gateway'];

/** Where links are sent by text message: the agency's own gateway, or any webhook. */
export function MessageGatewayPage() {
  const gateway = useQuery({ queryKey: KEY, queryFn: () => call('GET', '/message-gateway') });
  if (gateway.isPending) return <Loading what="message gateway" />;
  if (!gateway.data) return <ErrorNote error={gateway.error} />;
  return (
    <div className="panels">
      <Panel title="Message gateway">
        <p className="muted">
          Links to live video are sent through it when somebody shares a camera by text message. It gets a POST with
          JSON: <span className="num">{'{"to", "text", "url"}'}</span>, up to three times until it answers with 2xx.
        </p>
        <GatewayForm key={gateway.dataUpdatedAt} gateway={gateway.data} />
      </Panel>
      {gateway.data.url !== null && <TestPanel host={new URL(gateway.data.url).host} />}
    </div>
  );
}

function GatewayForm({ gateway }: { gateway: MessageGateway }) {
  const queries = useQueryClient();
  const mayWrite = useCan('policy:write');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const url = String(form.get('url')).trim();
    const secret = String(form.get('secret'));
    setBusy(true);
    setError(null);
    try {
      const body = { url: url === '' ? null : url, ...(secret === '' ? {} : { secret }) };
      queries.setQueryData(KEY, await call('PUT', '/message-gateway', { body }));
      notify(
        url === '' ? 'No gateway any more' : 'Gateway saved',
        url === '' ? undefined : 'Send a test to see whether it takes it.',
      );
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <TextField
        label="Address"
        name="url"
        readOnly={!mayWrite}
        type="url"
        pattern="https?://[^\s@]+"
        maxLength={500}
        defaultValue={gateway.url ?? ''}
        placeholder="https://messages.example.gov/outrider"
        hint="http:// or https://, without a user name. Empty: no gateway."
      />
      <TextField
        label="Secret"
        name="secret"
        readOnly={!mayWrite}
        type="password"
        autoComplete="new-password"
        minLength={16}
        maxLength={200}
        hint={
          gateway.has_secret
            ? 'One is set; it is never shown. Leave this empty to keep it.'
            : 'At least 16 characters. With it each message is signed (HMAC-SHA256 in x-outrider-signature).'
        }
      />
      <ErrorNote error={error} />
      {mayWrite && (
        <div>
          <Button kind="primary" type="submit" disabled={busy}>
            Save gateway
          </Button>
        </div>
      )}
    </form>
  );
}

type Tested = { to: string; error: unknown } | null;

function TestPanel({ host }: { host: string }) {
  const mayWrite = useCan('policy:write');
  const [busy, setBusy] = useState(false);
  const [tested, setTested] = useState<Tested>(null);
  if (!mayWrite) return null;
  const test = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const to = String(new FormData(event.currentTarget).get('to')).trim();
    setBusy(true);
    setTested(null);
    const error = await call('POST', '/message-gateway/test', { body: { to } }).then(
      () => null,
      (refused: unknown) => refused,
    );
    setTested({ to, error });
    setBusy(false);
  };
  return (
    <Panel title="Send a test">
      <form className="stack" onSubmit={(event) => void test(event)}>
        <TextField
          label="To"
          name="to"
          type="tel"
          maxLength={100}
          placeholder="+1 555 0100"
          hint={`A message without a link goes to ${host}.`}
          required
        />
        {tested?.error ? (
          <ErrorNote error={tested.error} />
        ) : (
          tested && (
            <p className="note" role="status">
              {host} took a message for {tested.to}. Whether it arrives, the phone tells.
            </p>
          )
        )}
        <div>
          <Button type="submit" disabled={busy}>
            {busy ? 'Sending…' : 'Send test'}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
