import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { notify, notifyError } from '../../ui/notices.js';
import type { PushAddress } from './words.js';

/** Something to be copied into a device. A secret is shown only when asked for. */
export function CopyLine({ label, value, secret, hint }: PushAddress) {
  const [shown, setShown] = useState(!secret);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      notify(`${label} copied`);
    } catch {
      // Without TLS a browser keeps its clipboard shut.
      setShown(true);
      notifyError(
        'Not copied',
        new Error('This browser gives no clipboard to this page: mark the text and copy it by hand.'),
      );
    }
  };
  return (
    <div className="copy-line">
      <TextField
        label={label}
        hint={hint}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
      />
      {secret && <Button onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</Button>}
      <Button onClick={() => void copy()}>Copy</Button>
    </div>
  );
}
