import { useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextArea } from '../ui/field.js';
import { attempt } from '../ui/notices.js';

/** Tags an aircraft: it flies no more until the tag is removed. */
export function Grounding({ aircraftId, onDone }: { aircraftId: string; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const ground = async () => {
    const body = { reason: reason.trim() };
    const done = await attempt('Not grounded', () =>
      call('PUT', '/aircraft/{id}/grounding', { path: { id: aircraftId }, body }),
    );
    if (done) onDone();
  };
  return (
    <>
      <TextArea
        label="Why it must not fly"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="cluster">
        <Button kind="primary" disabled={reason.trim() === ''} onClick={() => void ground()}>
          Ground it
        </Button>
        <Button onClick={onDone}>Leave</Button>
      </div>
    </>
  );
}
