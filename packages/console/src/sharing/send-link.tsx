import { useQuery } from '@tanstack/react-query';
import type { ShareMade } from '@outrider/schema';
import { useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { attempt, notify } from '../ui/notices.js';

/** Sends a link by the agency's message gateway; says where one is set while there is none. */
export function SendLink({ made }: { made: ShareMade }) {
  const gateway = useQuery({ queryKey: ['message-gateway'], queryFn: () => call('GET', '/message-gateway') });
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const { token, link } = made;
    const body = { to: to.trim(), token };
    const sent = await attempt('The link was not sent', () =>
      call('POST', '/shares/{id}/send', { path: { id: link.id }, body }),
    );
    if (sent) {
      notify('Link sent', `To ${body.to}`);
      setTo('');
    }
    setBusy(false);
  };
  if (gateway.data?.url === null) {
    return (
      <p className="small muted">
        To send links by text message from here, an administrator sets a gateway under Administration, Message gateway.
      </p>
    );
  }
  if (!gateway.data) return null;
  return (
    <div className="send-link">
      <TextField
        label="Send by text message to"
        type="tel"
        value={to}
        placeholder="+1 555 0100"
        maxLength={100}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button disabled={busy || to.trim() === ''} onClick={() => void send()}>
        {busy ? 'Sending…' : 'Send'}
      </Button>
    </div>
  );
}
