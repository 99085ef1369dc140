import type { ShareMade } from '@outrider/schema';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { attempt, notify } from '../ui/notices.js';
import { QrCode } from './qr.js';
import { SendLink } from './send-link.js';
import { isLoopback, smsAddress } from './words.js';

/** A link that was just made: to be scanned, copied or sent. It is told this once. */
export function MadeLink({ made, onAnother }: { made: ShareMade; onAnother: () => void }) {
  const { link, url } = made;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await attempt('The link was not copied', () => copyText(url))) {
      setCopied(true);
      notify('Link copied');
    }
  };
  return (
    <section className="made-link" aria-label={`Link for ${link.label}`}>
      <QrCode text={url} label={`QR code of the link for ${link.label}`} />
      <div className="stack grow">
        <h3>Link for {link.label}</h3>
        <input
          className="made-link-url num"
          aria-label="Link"
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <div className="cluster">
          <Button kind="primary" onClick={() => void copy()}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <a className="btn" href={smsAddress(link.label, url)}>
            Text from this phone
          </a>
          <Button kind="quiet" onClick={onAnother}>
            Another link
          </Button>
        </div>
        <SendLink made={made} />
        <p className="small muted">Shown this once: when this is closed, only a new link can be copied.</p>
        {isLoopback(url) && (
          <p className="note" data-level="caution">
            This address is that of this machine alone; no other device opens it. Open the console by the address that
            others use, or have an administrator set http.public_url.
          </p>
        )}
      </div>
    </section>
  );
}

/** Also over plain HTTP, where browsers give no clipboard to scripts. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  throw new Error('This browser copies only over HTTPS. Select the link and copy it yourself.');
}
